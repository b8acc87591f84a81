"""What people type on the pages of the tools."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField

from app.casework.forms import METHODS, NO_CHILD
from app.domain.errors import DomainError, Invalid
from app.models.tool import ToolDraft
from app.web.forms import Form, at_most, required, say, trim

OURS = frozenset({"csrf_token", "once", "version", "part", "do"})
# How a tool shows what a school does, where that is not by its words: see METHODS.
KINDS = {
    "drill-record": "test",
    "filtering-test": "test",
    "pupil-survey": "survey",
    "training-record": "record",
    "incident-log": "record",
    "technical-checklist": "test",
}


class FillPart(Form):
    """One part of a tool. Its blanks are made from the tool itself; `version` is the stamp of the part as shown."""

    part = HiddenField()
    do = StringField()  # the button that was pressed

    def begin_again(self, error: DomainError, stamp: str) -> None:
        """Show the page again with the rule's sentence; the next save is made knowing what stands there now."""
        self.form_errors.append(say(error.message))
        self.version.data = stamp

    @staticmethod
    def status(error: DomainError) -> int:
        """409 for what came too late, 422 for what does not fit."""
        return 422 if isinstance(error, Invalid) else 409


def part_form(part: str, stamp: str) -> FillPart:
    """The form of a part as it is kept now."""
    return FillPart(part=part, version=stamp)


def typed(sent: Mapping[str, str]) -> dict[str, str]:
    """Everything a person typed into a part, by the label it was typed at."""
    return {name: trim(value) for name, value in sent.items() if name not in OURS}


class Rename(Form):
    """The title of a draft."""

    title = StringField(_l("Title"), [required(), at_most(160)])


class UseAsEvidence(Form):
    """What is said of a filled-in tool when it becomes evidence."""

    draft = HiddenField()
    title = StringField(
        _l("Title"), [required(), at_most(160)], description=_l("So that a stranger finds it.")
    )
    kind = SelectField(_l("How does it show what you do?"), choices=METHODS)
    dated_on = DateField(_l("Date of the evidence"), [required(_l("Give the day it was made or seen."))])
    redacted = BooleanField(
        NO_CHILD, [required(_l("Look at it first, then tick the box. Without this we cannot keep it."))]
    )

    def values(self) -> dict[str, Any]:
        """Arguments of the operation."""
        return {name: self[name].data for name in ("title", "kind", "dated_on")}


def evidence_form(draft: ToolDraft) -> UseAsEvidence:
    """The form as far as the platform can fill it in; only the declaration is left."""
    return UseAsEvidence(
        draft=draft.ref,
        version=str(draft.version),
        title=draft.title,
        kind=KINDS.get(draft.template, "examine"),
        dated_on=draft.changed_at.date(),
    )
