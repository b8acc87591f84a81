"""What people type around a meeting."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from app.casework.forms import NO_CHILD
from app.domain.meeting import LONGEST_NAME, MOST_MINUTES, MOST_NAMES, Guests
from app.models.meeting import Meeting
from app.web.forms import Form, at_most, required

DECIDED_MOST = 2000


class HoldMeeting(Form):
    """Which module, and when."""

    module = RadioField(_l("Which module?"), [InputRequired(_l("Choose one."))])
    held_on = DateField(_l("Day of the meeting"), [required(_l("Give the day."))])


class Decide(Form):
    """What the meeting agreed to do."""

    decided = TextAreaField(
        _l("What did we decide?"),
        [at_most(DECIDED_MOST)],
        description=_l("Who does what by when? Functions or colleagues, never a pupil."),
    )


class Attend(Decide):
    """Who was there."""

    held_on = DateField(_l("Day of the meeting"), [required(_l("Give the day."))])
    minutes = IntegerField(
        _l("How many minutes did it take?"),
        [
            InputRequired(_l("Give the minutes as a number.")),
            NumberRange(1, MOST_MINUTES, _l("Give 1 to %(most)s minutes.", most=MOST_MINUTES)),
        ],
    )
    members = SelectMultipleField(
        _l("Who of the team was there?"), coerce=int, option_widget=CheckboxInput(), widget=ListWidget()
    )
    guests = TextAreaField(
        _l("Who else was there, without an account?"),
        [at_most(MOST_NAMES * (LONGEST_NAME + 2))],
        description=_l(
            "One name on each line, with the function: Vera Ivanova, cook. Adults only, never a pupil."
        ),
    )

    def values(self) -> dict[str, Any]:
        """Arguments of the operation beside the people."""
        return {
            "held_on": self.held_on.data,
            "minutes": self.minutes.data,
            "decided": self.decided.data or "",
        }


class UseAsEvidence(Form):
    """The declaration under a record that becomes evidence."""

    meeting = HiddenField()
    redacted = BooleanField(
        NO_CHILD, [required(_l("Look at it first, then tick the box. Without this we cannot keep it."))]
    )


def hold_form(modules: Sequence[tuple[str, str]], today: date) -> HoldMeeting:
    """modules: (id, title). The day is filled in."""
    form = HoldMeeting(held_on=today)
    form.module.choices = [SelectChoice(value, label) for value, label in modules]
    return form


def attend_form(meeting: Meeting, people: Sequence[tuple[int, str]]) -> Attend:
    """people: (user id, name). Filled in with what is kept; the minutes are those planned until somebody says others."""
    there = [one.user_id for one in meeting.attendance if one.user_id is not None]
    form = Attend(
        decided=meeting.decided,
        held_on=meeting.held_on,
        minutes=meeting.minutes,
        members=there,
        guests="\n".join(one.name for one in meeting.attendance if one.user_id is None),
        version=str(meeting.version),
    )
    form.members.choices = [SelectChoice(value, label) for value, label in people]
    return form


def guests_of(form: Attend) -> Guests:
    """Raises Invalid (field guests)."""
    return Guests.read(form.guests.data or "")
