"""What people type on a school's pages."""

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
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

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
