"""Forms about oneself: signing in, passwords, profile."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import PasswordInput

from app.web.forms import Form, at_most, required
from app.web.language import NAMES
from app.web.zones import zone_choices


class SecretField(Field):
    """A password, exactly as it was typed: nothing is trimmed, and it is never shown again."""

    widget = PasswordInput()

    def process_formdata(self, values: list[Any]) -> None:
        self.data = values[0] if values else ""


class SignInForm(Form):
    email = StringField(_l("E-mail address"), [required(), at_most(254)])
    password = SecretField(_l("Password"), [required()])
    next = HiddenField()


class CodeForm(Form):
    code = StringField(
        _l("Code"),
        [required(), at_most(20)],
        description=_l("Six digits from your app, or one of your recovery codes."),
    )
    next = HiddenField()


class SetUpForm(Form):
    code = StringField(_l("Code from the app"), [required(), at_most(20)], description=_l("Six digits."))
    next = HiddenField()


class EmailForm(Form):
    email = StringField(_l("E-mail address"), [required(), at_most(254)])


class _TwicePassword(Form):
    password = SecretField(
        _l("New password"),
        [required()],
        description=_l("At least 12 characters. Four or five words that only you put together work well."),
    )
    again = SecretField(_l("The same password again"), [required()])

    def validate_again(self, field: Field) -> None:
        if field.data != self.password.data:
            raise ValidationError(_l("The two passwords are not the same."))


class ResetForm(_TwicePassword):
    pass


class PasswordForm(_TwicePassword):
    present = SecretField(_l("Your present password"), [required()])


class JoinForm(_TwicePassword):
    name = StringField(
        _l("Your name"), [required(), at_most(120)], description=_l("As your colleagues know you.")
    )


class ProfileForm(Form):
    name = StringField(
        _l("Your name"), [required(), at_most(120)], description=_l("As your colleagues know you.")
    )
    language = SelectField(_l("Language"), choices=[SelectChoice(*pair) for pair in NAMES.items()])
    timezone = SelectField(_l("Time zone"), description=_l("Times on pages and in mails follow it."))

    def offer(self, present: str) -> "ProfileForm":
        """Offer the region's time zones, and the person's own if it is another."""
        self.timezone.choices = zone_choices(present)
        return self


class EraseForm(Form):
    password = SecretField(_l("Your password"), [required()])
    sure = BooleanField(
        _l("I understand that this cannot be undone"), [required(_l("Tick the box to go on."))]
    )
