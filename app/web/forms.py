"""The base of every form: CSRF, a one-time key, the row's version, trimmed text, messages in one's language."""

import secrets
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from babel.support import NullTranslations, Translations
from flask import current_app, session
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from itsdangerous import URLSafeTimedSerializer
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.i18n import messages_path
from wtforms.validators import DataRequired, Length, Optional

from app.domain.errors import Invalid, Stale
from app.domain.message import Message
from app.web.wording import words

# Blanks of other widths, and the line ends of office programs, as everybody types them.
_SHOWN = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u200a\u202f\u3000"), " ") | dict.fromkeys(
    map(ord, "\v\u2028\u2029"), "\n"
)


def trim(value: Any) -> Any:
    """Text without blanks around it and without characters that cannot be seen.

    A blank that keeps words together (“№ 12” comes so from an office program) stays a blank.
    """
    if not isinstance(value, str):
        return value
    return "".join(c for c in value.translate(_SHOWN) if c in "\n\t" or c.isprintable()).strip()


class OnceField(HiddenField):
    """A one-time key: the one that was sent, or a fresh one for a fresh page."""

    def process_data(self, value: Any) -> None:
        self.data = value or secrets.token_urlsafe(16)


@cache
def _library_words(language: str) -> NullTranslations:
    """The sentences of WTForms itself in this language; the library reads its file again at every request."""
    return Translations.load(messages_path(), [language], domain="wtforms")


class Form(FlaskForm):
    """Every form that changes something derives from this. `refuse(error)` shows a rule's sentence at its field."""

    once = OnceField()
    version = HiddenField()
    codes: tuple[str, ...] = ()  # beginnings of the names of fields whose values are no words of a person

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            filters = unbound_field.kwargs.get("filters", [])
            if issubclass(unbound_field.field_class, (StringField, TextAreaField)) and trim not in filters:
                unbound_field.kwargs["filters"] = [trim, *filters]
            return unbound_field.bind(form=form, **options)

        def get_translations(self, form: Any) -> NullTranslations:
            return _library_words(str(get_locale()))

    def hidden(self) -> list[tuple[str, str]]:
        """Name and value of the fields that nobody sees, as they are written into the page."""
        return [(one.name, one._value()) for one in self if isinstance(one, HiddenField)]

    def refuse(self, error: Invalid) -> None:
        """Put a rule's refusal at the field it names, or at the top of the form."""
        text = say(error.message)
        if error.field and error.field in self._fields:
            field = self._fields[error.field]
            field.errors = [*field.errors, text]
        else:
            self.form_errors.append(text)

    def check_version(self, row: Any) -> None:
        """Raise Stale when the row was changed after this form was shown."""
        if self.version.data and str(row.version) != self.version.data:
            raise Stale(Message("This changed while you were reading."))


def required(text: Any = None) -> DataRequired:
    """The field must be filled in; the sentence can be said more exactly."""
    return DataRequired(text or _l("Fill this in."))


def at_most(characters: int) -> Length:
    return Length(max=characters, message=_l("Use at most %(count)s characters.", count=characters))


def optional() -> Optional:
    return Optional()


def say(message: Message) -> str:
    """A rule's sentence in the reader's language."""
    params = {
        key: say(value) if isinstance(value, Message) else value for key, value in message.params.items()
    }
    text: str = words().catalogue.ugettext(message.text)
    return text % params if params else text


@dataclass(frozen=True)
class Tokens:
    """What a plain button sends: proof that the page is ours and a one-time key. Far cheaper than a form."""

    csrf_token: str
    once: str

    def hidden(self) -> list[tuple[str, str]]:
        """As `Form.hidden`."""
        return [("csrf_token", self.csrf_token), ("once", self.once)]


def post_form() -> Tokens:
    """The tokens for one of a page's plain buttons."""
    known, secret = session.get("csrf_token"), current_app.secret_key
    return Tokens(_signed(secret, known) if known else generate_csrf(), secrets.token_urlsafe(16))


@lru_cache(maxsize=4096)
def _signed(secret: str, token: str) -> str:
    """A session's token as its forms send it. Flask-WTF signs it anew for every page, a tenth of a short one; ours
    have no time limit (`WTF_CSRF_TIME_LIMIT`), so what was signed before is as good."""
    return str(URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(token))
