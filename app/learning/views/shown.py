"""How a screen is shown: its template by kind, its form, its tag for revalidation."""

import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from flask import current_app, g, get_template_attribute, render_template, session
from markupsafe import Markup

from app.domain.message import Message
from app.item_forms import answer_form
from app.learning import forms
from app.learning.queries import Frame
from app.web.forms import Form
from app.web.language import current
from modules.load import curriculum
from modules.views import screen_view

TEMPLATES = Path(__file__).parents[2] / "templates"


def page(shown: Any, form: Form | None) -> str:
    """The HTML of a screen."""
    return render_template(
        f"learning/{shown.screen.kind}.html", page=shown, form=form, why_not_done=why_not_done
    )


def why_not_done(shown: Frame) -> Markup:
    """The list of what is missing, kept for all who miss the same: it is an eighth of the page."""
    missing = tuple(
        (one.screen, one.message.text, tuple(one.message.params.items())) for one in shown.progress.missing
    )
    return _why(shown.module.id, current(), missing)


@lru_cache(maxsize=512)
def _why(
    module: str, language: str, missing: tuple[tuple[str, str, tuple[tuple[str, Any], ...]], ...]
) -> Markup:
    listed = [{"screen": screen, "message": Message(text, dict(params))} for screen, text, params in missing]
    titles = curriculum().text(module, language).screens
    draw: Any = get_template_attribute("learning/why.html", "why")
    drawn: Markup = draw(module, titles, listed)
    return drawn


def form_of(shown: Any) -> Form | None:
    """The form of what a screen asks now; None when it asks nothing."""
    kind = shown.screen.kind
    if kind in ("precheck", "try", "check"):
        return answer_form(shown.question) if shown.question is not None else None
    if kind in ("incident", "scenario"):
        number, node = (shown.attempt, shown.node) if kind == "scenario" else (1, shown.screen.id)
        return forms.decision_form(shown.choices, attempt=number, node=node)
    if kind == "plan":
        return forms.plan_form(shown.criteria, shown.plan, shown.suggested)
    return None


def tag(shown: Frame) -> str:
    """Changes with everything that a lesson's page shows: words, progress, person, session, news, our own files."""
    person, values = g.person, session
    parts = (
        _words(shown.module.id, shown.screen.id, current(), shown.module.version),
        shown.progress.mark,
        (person.name, person.unread, person.places),
        (getattr(values, "row", None), values.get("_flashes")),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


@cache
def _words(module: str, screen: str, language: str, version: str) -> str:
    """Everything of a lesson's page that is the same for all who read it in a language."""
    text = curriculum().text(module, language)
    found = screen_view(curriculum().module(module), text, screen)
    parts = (
        _house(),
        version,
        language,
        text.language,
        text.title,
        found.lesson,
        found.text.model_dump_json(),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@cache
def _house() -> str:
    """Our templates and static files, read once."""
    total = hashlib.sha256(str(current_app.jinja_env.globals["asset"]("")).encode())  # type: ignore[operator]
    for folder in ("layouts", "components", "learning"):
        for path in sorted((TEMPLATES / folder).glob("*.html")):
            total.update(path.read_bytes())
    return total.hexdigest()
