"""What assessors and deciders fill in."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length

from app.assessments.operations.judging import TESTS, Marks
from app.models.assessment import Judgement, Severity
from app.web.forms import Form, at_most, optional, required

REASON, LEAST_REASON = 4000, 20
LEVELS = {
    "0": _l("0 · Absent"),
    "1": _l("1 · Planned"),
    "2": _l("2 · Adopted"),
    "3": _l("3 · Implemented"),
    "4": _l("4 · Institutionalised"),
}
YES, NO = "yes", "no"


def _mark(label: Any, description: Any) -> RadioField:
    return RadioField(
        label,
        description=description,
        choices=[SelectChoice(step, words) for step, words in LEVELS.items()],
        validate_choice=False,
        validators=[optional(), AnyOf(list(LEVELS), message=_l("Choose a number from 0 to 4."))],
    )


def _test(label: Any) -> RadioField:
    return RadioField(
        label,
        choices=[SelectChoice(YES, _l("Yes")), SelectChoice(NO, _l("No"))],
        validate_choice=False,
        validators=[optional(), AnyOf([YES, NO], message=_l("Choose yes or no."))],
    )


class JudgeForm(Form):
    """Marks on paper (D) and in practice (P) with the reason; unfinished work can be saved."""

    d = _mark(_l("On paper (D)"), _l("What is written, approved and known."))
    p = _mark(_l("In practice (P)"), _l("What is done, by whom, and for how long."))
    expired = BooleanField(
        _l("A document is past its own review date"), description=_l("Paper then counts at most 2.")
    )
    not_applicable = BooleanField(_l("I accept that this criterion does not apply to the school"))
    owner_and_deputy = _test(_l("A named owner and a deputy"))
    adopted_by_governing_body = _test(_l("Adopted by the governing body"))
    in_induction_calendar_budget = _test(_l("In induction, calendar and budget"))
    reviewed_with_change = _test(_l("Reviewed at least once on data, and something was changed"))
    held_twelve_months = _test(_l("Held for 12 months, across a change of school year"))
    reason = TextAreaField(
        _l("Your reason"),
        description=_l("What you saw, and why it comes to these marks. The school reads it in the report."),
        validators=[optional(), at_most(REASON)],
    )

    @classmethod
    def shown(cls, judgement: Judgement | None, *, overdue: bool, version: str) -> "JudgeForm":
        """The form as it opens: what was given, or a first look at the review dates."""
        if judgement is None:
            return cls(formdata=None, expired=overdue, version=version)
        tests = {name: YES if judgement.tests[name] else NO for name in judgement.tests}
        return cls(
            formdata=None,
            d=None if judgement.d is None else str(judgement.d),
            p=None if judgement.p is None else str(judgement.p),
            expired=judgement.expired,
            not_applicable=judgement.not_applicable,
            reason=judgement.reason,
            version=version,
            **tests,
        )

    def marks(self) -> Marks:
        answers = {name: self[name].data for name in TESTS}
        return Marks(
            d=int(self.d.data) if self.d.data else None,
            p=int(self.p.data) if self.p.data else None,
            expired=self.expired.data,
            tests={name: answer == YES for name, answer in answers.items() if answer},
            not_applicable=self.not_applicable.data,
            reason=self.reason.data or "",
        )


class RecordFindingForm(Form):
    """Something that falls short."""

    criterion = SelectField(_l("Criterion"))
    severity = RadioField(
        _l("How serious is it?"),
        choices=[
            SelectChoice(Severity.MAJOR.value, _l("Major: no tier while it is open")),
            SelectChoice(Severity.MINOR.value, _l("Minor: to be mended by a date")),
            SelectChoice(Severity.OBSERVATION.value, _l("Observation: worth knowing, blocks nothing")),
        ],
        validators=[InputRequired(_l("Choose one of the three."))],
    )
    text = TextAreaField(_l("What falls short"), validators=[required(), at_most(2000)])
    due_on = DateField(
        _l("To be mended by"),
        description=_l("Silver and Gold need a date within 90 days for each open minor finding."),
        validators=[optional()],
    )


class CloseFindingForm(Form):
    """How it was mended."""

    finding = SelectField(_l("Finding"), coerce=int)
    note = TextAreaField(_l("How was it mended?"), validators=[required(), at_most(1000)])


class RecordVisitForm(Form):
    """Interviews or a visit."""

    kind = RadioField(
        _l("What was it?"),
        choices=[
            SelectChoice("interviews", _l("Interviews at a distance")),
            SelectChoice("on-site", _l("A visit on site")),
            SelectChoice("virtual", _l("A virtual visit")),
        ],
        validators=[InputRequired(_l("Choose one of the three."))],
    )
    held_on = DateField(_l("Held on"), validators=[required()])
    note = TextAreaField(
        _l("With whom, and what you saw"),
        description=_l("Name functions, never a child: “two pupils of grade 8”, “the psychologist”."),
        validators=[required(), at_most(4000)],
    )


class RequestInformationForm(Form):
    """One question to the school."""

    question = TextAreaField(
        _l("Your question to the school"),
        description=_l("Ask for one thing at a time, and say what would answer it."),
        validators=[required(), Length(min=10, max=2000, message=_l("Write 10 to 2,000 characters."))],
    )


class FinaliseReportForm(Form):
    """The answer to what the school wrote about the facts."""

    reply = TextAreaField(
        _l("Your answer to the school"),
        description=_l("Say what you changed your mind about and what stands, and why."),
        validators=[optional(), at_most(REASON)],
    )


def _reason() -> TextAreaField:
    return TextAreaField(
        _l("Your reason"),
        description=_l("The school reads it. At least 20 characters."),
        validators=[
            required(),
            Length(min=LEAST_REASON, max=REASON, message=_l("Write 20 to 4,000 characters.")),
        ],
    )


class AwardForm(Form):
    """The tier, the reason, and conditions if there are any."""

    tier = RadioField(_l("Which tier do you award?"), validators=[InputRequired(_l("Choose a tier."))])
    award_reason = _reason()
    conditions = TextAreaField(
        _l("Conditions"),
        description=_l("Leave this empty to award without conditions. They are part of the award."),
        validators=[optional(), at_most(2000)],
    )

    def offer(self, choices: Sequence[SelectChoice]) -> None:
        self.tier.choices = list(choices)


class DeclineForm(Form):
    """Why no tier is awarded."""

    decline_reason = _reason()


class AwardChangeForm(Form):
    """The public reason of a suspension, a restoration or a withdrawal."""

    reason = TextAreaField(
        _l("Public reason"),
        description=_l("Everybody who checks the certificate reads this. No names of people."),
        validators=[
            required(),
            Length(min=LEAST_REASON, max=600, message=_l("Write 20 to 600 characters.")),
        ],
    )
