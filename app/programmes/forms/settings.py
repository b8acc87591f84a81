"""Forms of a programme's settings."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Regexp, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain import days_off as lines
from app.programmes.forms.choices import LANGUAGES
from app.web.forms import Form, at_most, optional, required, say
from app.web.zones import zone_choices

CONTACT_KINDS = {
    "emergency": _l("Emergency number"),
    "police": _l("Police"),
    "helpline": _l("Child helpline"),
    "hotline": _l("Hotline for illegal content"),
    "protection": _l("Child protection service"),
    "other": _l("Other"),
}


class EditProgrammeForm(Form):
    first = SelectField(_l("First language of certificates"), choices=LANGUAGES)
    languages = SelectMultipleField(
        _l("Further languages of the programme"),
        choices=LANGUAGES,
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    timezone = SelectField(
        _l("Time zone"),
        description=_l("Dates and deadlines are counted in it."),
        choices=zone_choices(),
    )

    days_off = TextAreaField(
        _l("Days without school"),
        description=_l(
            "One date or range per line: 2026-12-24 or 2026-12-24 – 2027-01-08. "
            "Weekends and the public holidays we know are free already. Nobody gets follow-up questions on these days."
        ),
        validators=[optional(), at_most(8000)],
    )

    def validate_days_off(self, field: TextAreaField) -> None:
        problems = lines.read(field.data or "")[1]
        if problems:
            raise ValidationError(" ".join(say(one) for one in problems))

    def free_days(self) -> list[str]:
        """The days without school as ISO dates, in order."""
        return [day.isoformat() for day in lines.read(self.days_off.data or "")[0]]

    def chosen(self) -> list[str]:
        """All languages, the first one first, none twice."""
        return list(dict.fromkeys([self.first.data, *(self.languages.data or [])]))


class ContactForm(Form):
    kind = SelectField(
        _l("Kind of help"), choices=[SelectChoice(key, words) for key, words in CONTACT_KINDS.items()]
    )
    text = StringField(
        _l("Name and number"),
        description=_l("For example: Child helpline 8 801 100 16 11, day and night."),
        validators=[required(_l("Write the name and the number.")), at_most(200)],
    )
    url = StringField(
        _l("Link"),
        description=_l("A page (https://…) or a number to press (tel:112)."),
        validators=[
            optional(),
            at_most(300),
            Regexp(
                r"^(https?://|tel:)[^\s<>\"]+$", message=_l("Begin with https:// or tel: and leave no blank.")
            ),
        ],
    )
    source = StringField(_l("Where you know it from"), validators=[optional(), at_most(200)])


class ContactNumberForm(Form):
    """Which contact of the list a button stands beside."""

    number = IntegerField(validators=[optional()])
