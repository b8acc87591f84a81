"""What people type on a school's pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FileField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.casefile.check_ins import ASKED, TOPICS
from app.domain import check_in
from app.domain.check_in import Question
from app.domain.roles import Position
from app.web.forms import Form, at_most, optional, required
from app.web.language import NAMES

LANGUAGES = [SelectChoice(code, name) for code, name in NAMES.items()]


class InviteMember(Form):
    """A colleague, or the online-safety coordinator. The head is invited by the programme."""

    name = StringField(_l("Name"), [required(), at_most(120)])
    email = EmailField(
        _l("E-mail address"),
        [required(), at_most(254)],
    )
    position = RadioField(
        _l("What are they in the school?"),
        [InputRequired(_l("Choose one."))],
        choices=[
            SelectChoice(Position.STAFF.value, _l("Colleague")),
            SelectChoice(Position.COORDINATOR.value, _l("Online-safety coordinator")),
        ],
    )
    language = SelectField(_l("Language of the invitation"), choices=LANGUAGES)


class InviteMembers(Form):
    """A list of colleagues as a file."""

    file = FileField(_l("File with colleagues"), description=_l("CSV, at most 200 rows: name, email, role."))


class RemoveMember(Form):
    """Who leaves the team."""

    member = IntegerField(validators=[InputRequired()])


class Nudge(Form):
    """Who is reminded; nobody named: everybody who has not finished."""

    member = IntegerField(validators=[optional()])


class RevokeInvitation(Form):
    """Which invitation is taken back."""

    invitation = IntegerField(validators=[InputRequired()])


class SignCommitment(Form):
    """The head's own tick under the text."""

    agreed = BooleanField(
        _l("I am the head of this school. I have read the commitment and sign it."),
        [required(_l("Tick the box to sign."))],
    )


class AddTask(Form):
    """Something to do at the school, written by the school itself."""

    title = StringField(_l("What will be done?"), [required(), at_most(300)])
    who = StringField(
        _l("Who does it?"), [at_most(120)], description=_l("A function or a colleague, never a pupil.")
    )
    due_on = DateField(_l("By when?"), [optional()])
    proof = StringField(_l("What will show that it is done?"), [at_most(300)])


YES, NOT_YET = "yes", "not-yet"
MOST_WORDS = 1000


class CheckInForm(Form):
    """The yearly check-in: for each question yes or not yet, and words. The version says which check-in it is."""

    questions: Sequence[Question] = ()

    def parts(self) -> list[tuple[Question, RadioField, TextAreaField]]:
        """Each question with its two fields."""
        return [(one, self[one.value], self[_words(one)]) for one in self.questions]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Words where the rules ask for them, beside what each field asks for itself."""
        good = bool(super().validate(extra_validators))
        for question, answer, words in self.parts():
            done = answer.data == YES
            if answer.data and not words.data and check_in.needs_words(question, done):
                wanted = _l("Say what was learned.") if done else _l("Say what is missing, and by when.")
                words.errors = [*words.errors, str(wanted)]
                good = False
        return good

    def answers(self) -> dict[str, dict[str, Any]]:
        """Question → the answer as it is kept."""
        return {
            one.value: {"done": answer.data == YES, "words": words.data or ""}
            for one, answer, words in self.parts()
        }


def _words(question: Question) -> str:
    return f"{question.value}_words"


def _fields(question: Question) -> dict[str, Any]:
    label = _l("%(topic)s: in words", topic=TOPICS[question])
    hint = (
        _l("What was learned? If not yet: what is missing, and by when?")
        if question is Question.DRILL
        else _l("If not yet: what is missing, and by when?")
    )
    yes, not_yet = SelectChoice(YES, _l("Yes")), SelectChoice(NOT_YET, _l("Not yet"))
    return {
        question.value: RadioField(
            ASKED[question], [InputRequired(_l("Choose an answer."))], choices=[yes, not_yet]
        ),
        _words(question): TextAreaField(label, [at_most(MOST_WORDS)], description=hint),
    }


def check_in_form(questions: Sequence[Question], stamp: str) -> CheckInForm:
    """The form of these questions. stamp: which check-in it asks about."""
    parts: dict[str, Any] = {"questions": questions}
    for one in questions:
        parts |= _fields(one)
    made: type[CheckInForm] = type("WholeCheckInForm", (CheckInForm,), parts)
    return made(version=stamp)
