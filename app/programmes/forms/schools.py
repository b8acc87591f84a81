"""Forms that bring schools into the list."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, FileField, SelectField, StringField

from app.domain.register import NAME_LONGEST, PLACE_LONGEST
from app.programmes.forms.choices import LANGUAGES
from app.web.forms import Form, at_most, optional, required


class AddSchoolForm(Form):
    name = StringField(
        _l("Name of the school"),
        description=_l("As it should stand on the certificate, at most 120 characters."),
        validators=[required(_l("Write the name of the school.")), at_most(NAME_LONGEST)],
    )
    region = StringField(_l("Region"), validators=[optional(), at_most(PLACE_LONGEST)])
    district = StringField(_l("District"), validators=[optional(), at_most(PLACE_LONGEST)])
    locality = StringField(_l("Town or village"), validators=[optional(), at_most(PLACE_LONGEST)])
    language = SelectField(_l("Language of the school"), choices=LANGUAGES)
    head_email = EmailField(
        _l("E-mail address of the head"),
        description=_l("You can invite the head now or later."),
        validators=[optional(), at_most(254)],
    )

    def texts(self) -> dict[str, str]:
        """What was typed, by field."""
        names = ("name", "region", "district", "locality", "language", "head_email")
        return {name: getattr(self, name).data or "" for name in names}


class ImportSchoolsForm(Form):
    file = FileField(_l("File with schools"), description=_l("CSV, at most 5 MB."))
