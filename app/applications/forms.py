"""What people type on the pages of an application."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.casework.forms import METHODS, NO_CHILD
from app.domain.readiness import HOW_LEAST
from app.models.application import Claim, EvidenceForm
from app.web.forms import Form, at_most, optional, required, trim
from app.web.language import NAMES

DOES_NOT_APPLY = "none"
LONGEST_ANSWER = 6000
LANGUAGES = [SelectChoice(code, name) for code, name in NAMES.items()]
LEVEL_WORDS = (_l("Absent"), _l("Planned"), _l("Adopted"), _l("Implemented"), _l("Institutionalised"))


class ClaimLevel(Form):
    """The school's statement for one criterion."""

    level = RadioField(_l("Where does your school stand?"), [InputRequired(_l("Choose a level."))])
    reason = TextAreaField(_l("Why does it not apply to your school?"), [at_most(1000)])
    how = TextAreaField(
        _l("How do you do it?"),
        [at_most(4000)],
        description=_l(
            "What you do, since when, who is reached. At least %(least)s characters.", least=HOW_LEAST
        ),
    )
    responsible = StringField(
        _l("Who is responsible?"), [at_most(120)], description=_l("A function and a deputy. No pupils.")
    )

    def values(self) -> dict[str, Any]:
        """Arguments of the operation; level None: does not apply."""
        chosen = self.level.data
        return {
            "level": None if chosen == DOES_NOT_APPLY else int(chosen),
            "reason": self.reason.data or "",
            "how": self.how.data or "",
            "responsible": self.responsible.data or "",
        }


def claim_form(claim: Claim, *, may_be_left_out: bool = True) -> ClaimLevel:
    """The form of a claim as it is. "Does not apply" is offered only where the standard allows it."""
    level = DOES_NOT_APPLY if claim.not_applicable else str(claim.level) if claim.level is not None else None
    words = {"reason": claim.reason, "how": claim.how, "responsible": claim.responsible}
    form = ClaimLevel(level=level, version=str(claim.version), **words)
    form.level.choices = [
        SelectChoice(str(number), f"{number} · {word}") for number, word in enumerate(LEVEL_WORDS)
    ]
    if may_be_left_out:
        form.level.choices.append(SelectChoice(DOES_NOT_APPLY, _("Does not apply to our school")))
    return form


class GiveCriterion(Form):
    """Who prepares this criterion; 0: nobody in particular."""

    owner = SelectField(_l("Who prepares it?"), coerce=int)


def give_form(colleagues: Sequence[tuple[int, str]], owner: int | None) -> GiveCriterion:
    form = GiveCriterion(owner=owner or 0)
    form.owner.choices = [
        SelectChoice(number, name) for number, name in [(0, _("nobody in particular")), *colleagues]
    ]
    return form


class _Ticks(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class _Content(Form):
    """The three ways evidence can come: a file, a link, or words."""

    form = RadioField(
        _l("What do you add?"),
        [InputRequired(_l("Choose one."))],
        choices=[
            SelectChoice(EvidenceForm.FILE.value, _l("A file")),
            SelectChoice(EvidenceForm.LINK.value, _l("A link")),
            SelectChoice(EvidenceForm.TEXT.value, _l("Words")),
        ],
        default=EvidenceForm.FILE.value,
    )
    document = FileField(
        _l("The file"), description=_l("PDF, JPEG, PNG, WEBP, DOCX, XLSX, ODT or TXT; pictures up to 15 MB.")
    )
    url = StringField(_l("The link"), [at_most(500)], description=_l("It should begin with https://"))
    text = TextAreaField(_l("The words"), [at_most(20000)])
    redacted = BooleanField(
        NO_CHILD, [required(_l("Look at it first, then tick the box. Without this we cannot keep it."))]
    )

    def given(self) -> dict[str, str]:
        """What was given besides a file."""
        return {"form": self.form.data, "url": self.url.data or "", "text": self.text.data or ""}


class AddEvidence(_Content):
    """A new piece of evidence."""

    title = StringField(
        _l("Title"), [required(), at_most(160)], description=_l("So that a stranger finds it.")
    )
    kind = SelectField(_l("How does it show what you do?"), choices=METHODS)
    dated_on = DateField(_l("Date of the evidence"), [required(_l("Give the day it was made or seen."))])
    review_on = DateField(
        _l("When is the document itself due for review?"), [optional()],
        description=_l("Only if it says so. After that day it counts for less on paper."),
    )  # fmt: skip
    language = SelectField(_l("Language"), choices=LANGUAGES)
    restricted = BooleanField(
        _l("Restricted: only the leads, those named below and the people assigned to the case may open it")
    )
    readers = _Ticks(_l("Who else in the school may open it?"), coerce=int, choices=[])

    def values(self) -> dict[str, Any]:
        """Arguments of the operation."""
        names = ("title", "kind", "dated_on", "review_on", "language", "restricted", "readers")
        return {name: self[name].data for name in names}


def evidence_form(readers: Sequence[tuple[int, str]], language: str) -> AddEvidence:
    """An empty form; `readers` may be named when the evidence is restricted."""
    form = AddEvidence(language=language)
    form.readers.choices = [SelectChoice(number, name) for number, name in readers]
    return form


class AddVersion(_Content):
    """A newer version of a piece of evidence."""


class UseAgain(Form):
    """Which piece of the last time: its reference, sent by the button beside it."""

    evidence = StringField()


class GiveReason(Form):
    """A reason somebody else will read."""

    reason = TextAreaField(
        _l("Reason"), [required(), Length(min=10, message=_l("Write a whole sentence.")), at_most(2000)]
    )


class BreakGlass(Form):
    """Why evidence must be opened without being on the case."""

    reason = TextAreaField(
        _l("Why must you open it now?"),
        [required(), Length(min=20, message=_l("Write at least 20 characters: the school will read it.")), at_most(1000)],
        description=_l("The leads of the school read this at once, with your name."),
    )  # fmt: skip


class AnswerInformation(Form):
    """The school's answer to the assessor."""

    answer = TextAreaField(_l("Your answer"), [required(), at_most(6000)])


class CheckFacts(Form):
    """What the school says of the facts in the report."""

    verdict = RadioField(
        _l("Are the facts right?"), [InputRequired(_l("Choose one."))],
        choices=[SelectChoice("right", _l("Nothing to correct")), SelectChoice("wrong", _l("Something is not right"))],
    )  # fmt: skip
    comment = TextAreaField(
        _l("What is not right?"), [at_most(6000)],
        description=_l("Facts only: what was seen, said or done. The judgement itself can be appealed later."),
    )  # fmt: skip

    def validate_comment(self, item: Any) -> None:
        """A correction has to say something."""
        if self.verdict.data == "wrong" and not (item.data or "").strip():
            raise ValidationError(_("Write what is not right."))

    def correction(self) -> str:
        """What has to be corrected; empty for nothing."""
        return (self.comment.data or "") if self.verdict.data == "wrong" else ""


def answers(sent: Mapping[str, str]) -> dict[int, str]:
    """Answers by id of the request, from fields named "answer-12"."""
    found = {}
    for name, text in sent.items():
        start, _dash, number = name.partition("-")
        if start == "answer" and number.isdecimal():
            found[int(number[:9])] = trim(text)[:LONGEST_ANSWER]
    return found


class Submit(Form):
    """The head's confirmation."""

    confirmed = BooleanField(
        _l("I am the head of this school. What we claim is true to the best of my knowledge, and no evidence "
           "shows or names a child."),
        [required(_l("Tick the box to submit."))],
    )  # fmt: skip
