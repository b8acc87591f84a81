"""Addresses of pages: put together once and kept, since a page names some thirty and most of them again and again."""

from functools import lru_cache
from typing import Any

from flask import Flask, current_app, has_request_context

KEPT = 8192


@lru_cache(maxsize=KEPT, typed=True)
def _kept(app: Flask, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
    return app.url_for(endpoint, **dict(values))


def url_for(endpoint: str, **values: Any) -> str:
    """As Flask's. What depends on the request (a relative endpoint, the host) or is a list is made anew."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if endpoint[0] == "." or "_external" in values or not has_request_context():
        return app.url_for(endpoint, **values)  # type: ignore[no-any-return]
    for value in values.values():
        if not isinstance(value, str | int):
            return app.url_for(endpoint, **values)  # type: ignore[no-any-return]
    return _kept(app, endpoint, tuple(values.items()))


def register(app: Flask) -> None:
    app.jinja_env.globals["url_for"] = url_for
