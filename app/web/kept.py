"""What a person typed in a request that was refused, shown again on the error page under the labels they know."""

from collections.abc import Collection, Iterator
from typing import Any

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.core import UnboundField

from app.web.forms import Form

SECRETS = ("password", "code", "totp")
TOKENS = {"csrf_token", "once", "version"}
CODES = (HiddenField, RadioField, SelectField, SelectMultipleField)


def kept() -> list[tuple[str, str]]:
    """(label, words) of what was typed. Secrets, tokens and chosen options stay out: nobody can paste those."""
    sent = _sent()
    form = _form_of(sent)
    fields = _fields(form)
    return [
        (_label(fields.get(name), name), value)
        for name, value in sent.items()
        if value.strip() and not _silent(name, fields.get(name), form)
    ]


def filled_in() -> bool:
    """Did somebody fill in anything at all? A plain button sends its tokens alone."""
    return any(value.strip() and name not in TOKENS for name, value in _sent().items())


def _sent() -> dict[str, str]:
    try:
        return request.form.to_dict()
    except RequestEntityTooLarge:  # what is too large was never read
        return {}


def _silent(name: str, field: Any, form: type[Form]) -> bool:
    if name in TOKENS or any(word in name for word in SECRETS):
        return True
    return (field is not None and issubclass(field.field_class, CODES)) or name.startswith(form.codes)


def _label(field: Any, name: str) -> str:
    """The words above the field. Fields made for one page have their words as their name."""
    words = field and (field.kwargs.get("label") or next(iter(field.args), ""))
    return str(words or name.replace("_", " "))


def _form_of(names: Collection[str]) -> type[Form]:
    """The form that has most of these fields and fewest others: at an error page no form was made yet."""
    return max(_forms(Form), key=lambda one: _likeness(set(_fields(one)), set(names) - TOKENS))


def _likeness(fields: set[str], names: set[str]) -> tuple[int, int]:
    return len(fields & names), -len(fields - names)


def _forms(form: type[Form]) -> Iterator[type[Form]]:
    yield form
    for one in form.__subclasses__():
        yield from _forms(one)


def _fields(form: type[Form]) -> dict[str, Any]:
    return {name: one for name in dir(form) if isinstance(one := getattr(form, name), UnboundField)}
