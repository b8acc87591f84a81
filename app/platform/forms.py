"""Forms of the platform admin."""

from babel import Locale
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from app.web.forms import Form, at_most, required
from app.web.language import NAMES, current
from app.web.zones import zone_choices

LANGUAGES = [SelectChoice(code, name) for code, name in NAMES.items()]
NEAR = ("BY", "MD", "UA", "AM", "AZ", "GE", "KG", "KZ", "RO", "RU", "TJ", "TM", "UZ")


def countries() -> list[SelectChoice]:
    """Every country in the reader's language, those of the region first."""
    names = Locale.parse(current()).territories
    every = {
        code: name
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in ("ZZ", "XA", "XB")
    }
    order = sorted(every, key=lambda code: (code not in NEAR, every[code]))
    return [SelectChoice(code, every[code]) for code in order]


class Checkboxes(SelectMultipleField):
    """Several choices at once."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class OpenProgrammeForm(Form):
    country = SelectField(
        _l("Country"), description=_l("Its two letters begin every reference: BY-2026-0001.")
    )
    name = StringField(
        _l("Name of the programme"), [required(), at_most(120)], description=_l("For example: Belarus.")
    )
    slug = StringField(
        _l("Short name for addresses"),
        [
            required(),
            Regexp(
                r"^[a-z0-9][a-z0-9-]{1,39}$",
                message=_l("Use small letters a–z, digits and hyphens, for example “belarus”."),
            ),
        ],
        description=_l("Small letters, digits, hyphens. It stays for ever."),
    )
    first_language = SelectField(_l("Language of the certificate"), choices=LANGUAGES)
    languages = Checkboxes(_l("Further languages of the programme"), choices=LANGUAGES)
    timezone = SelectField(_l("Time zone"))

    def offer(self) -> "OpenProgrammeForm":
        """Fill in the lists that depend on the reader's language."""
        self.country.choices = countries()
        self.timezone.choices = zone_choices()
        if not self.is_submitted():
            self.timezone.data = "Europe/Minsk"
        return self

    def chosen_languages(self) -> list[str]:
        """The certificate's language first, each once."""
        return list(dict.fromkeys([self.first_language.data, *self.languages.data]))


class NameCoordinatorForm(Form):
    name = StringField(_l("Name of the person"), [required(), at_most(120)])
    email = StringField(_l("E-mail address"), [required(), at_most(254)])
    language = SelectField(_l("Language of the invitation"), choices=LANGUAGES)
