"""Typed parts of URLs: an illegal value is a 404 before any view runs."""

from flask import Flask
from werkzeug.routing import BaseConverter


class Ref(BaseConverter):
    """A public reference: BY-2026-0001, by-00042, a random evidence reference."""

    regex = "[A-Za-z0-9][A-Za-z0-9-]{1,39}"


class Slug(BaseConverter):
    """A name in lower case with hyphens: a programme, a module, a screen, a template."""

    regex = "[a-z0-9][a-z0-9-]{0,39}"


class Criterion(BaseConverter):
    """A criterion's id: 3.1."""

    regex = r"[1-9]\.[1-9][0-9]?"


class Token(BaseConverter):
    """A secret of a link in a mail."""

    regex = "[A-Za-z0-9_-]{20,100}"


def register(app: Flask) -> None:
    app.url_map.converters.update(ref=Ref, slug=Slug, criterion=Criterion, token=Token)
