"""Forms that invite, propose and remind people."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf

from app.domain.roles import Role
from app.programmes.forms.choices import LANGUAGES
from app.web.forms import Form, at_most, optional, required

HEADS, TRAINING = "heads", "training"


class InviteHeadForm(Form):
    name = StringField(_l("Name of the head"), validators=[optional(), at_most(120)])
    email = EmailField(
        _l("E-mail address of the head"), validators=[required(_l("Write the e-mail address.")), at_most(254)]
    )
    language = SelectField(_l("Language of the mail"), choices=LANGUAGES)


class InviteHeadsForm(Form):
    """Which schools: those of one region, or of all ("")."""

    region = SelectField(_l("Schools of"), validate_choice=False)


class ProposeRoleForm(Form):
    role = SelectField(
        _l("Role"),
        choices=[
            SelectChoice(Role.EXPERT.value, _l("Expert")),
            SelectChoice(Role.ASSESSOR.value, _l("Assessor")),
        ],
    )
    name = StringField(_l("Name"), validators=[required(_l("Write the person’s name.")), at_most(120)])
    email = EmailField(
        _l("E-mail address"), validators=[required(_l("Write the e-mail address.")), at_most(254)]
    )
    language = SelectField(_l("Language of the mail"), choices=LANGUAGES)


class RemindForm(Form):
    what = HiddenField(validators=[AnyOf((HEADS, TRAINING), message=_l("Choose what to remind of."))])
