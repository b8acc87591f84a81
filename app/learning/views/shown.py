"""How a screen is shown: its template by kind, its form, its tag for revalidation."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app, g, render_template, session

from app.learning import forms
from app.learning.queries import Frame
from app.web.forms import Form
from app.web.language import current

TEMPLATES = Path(__file__).parents[2] / "templates"


def page(shown: Any, form: Form | None) -> str:
    """The HTML of a screen."""
    return render_template(f"learning/{shown.screen.kind}.html", page=shown, form=form)


def form_of(shown: Any) -> Form | None:
    """The form of what a screen asks now; None when it asks nothing."""
    kind = shown.screen.kind
    if kind in ("precheck", "try", "check"):
        return forms.answer_form(shown.question) if shown.question is not None else None
    if kind in ("incident", "scenario"):
        number, node = (shown.attempt, shown.node) if kind == "scenario" else (1, shown.screen.id)
        return forms.decision_form(shown.choices, attempt=number, node=node)
    if kind == "plan":
        return forms.plan_form(shown.criteria, shown.plan, shown.suggested)
    return None


def tag(shown: Frame) -> str:
    """Changes with everything that a lesson's page shows: words, progress, person, session, news, our own files."""
    person, words = g.person, shown.view.text
    parts = (
        _house(),
        shown.module.version,
        shown.screen.id,
        current(),
        shown.text.language,
        shown.view.lesson,
        words.model_dump_json(),
        shown.progress,
        person.name,
        person.unread,
        person.places,
        getattr(session, "row", None),
        session.get("_flashes"),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


@cache
def _house() -> str:
    """Our templates and static files, read once."""
    total = hashlib.sha256(str(current_app.jinja_env.globals["asset"]("")).encode())  # type: ignore[operator]
    for folder in ("layouts", "components", "learning"):
        for path in sorted((TEMPLATES / folder).glob("*.html")):
            total.update(path.read_bytes())
    return total.hexdigest()
