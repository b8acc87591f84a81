"""The application, put together: reads as a table of contents."""

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any

from flask import Flask, g, session
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from app import cli, jobs
from app import extensions as ext
from app.domain.roles import PUBLIC
from app.web import converters, errors, headers, language, static, templating
from app.web.sessions import ServerSessions
from config import Settings, load

SLICES = (
    "pages",
    "accounts",
    "platform",
    "programmes",
    "batches",
    "schools",
    "learning",
    "followups",
    "tools",
    "policies",
    "meetings",
    "applications",
    "reviews",
    "assessments",
    "verify",
)
LARGEST_REQUEST = 22 * 1024 * 1024


class Application(Flask):
    """Flask without coroutines: no view or hook of ours is one, and asking each of them at every request costs."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func


def build(settings: Settings | None = None) -> Flask:
    """The application for these settings, ready to serve. Raises UnsafeSettings in production."""
    settings = settings or load()
    if settings.production:
        import_module("app.certification.keys").refuse_development_keys(settings)
    settings.data.mkdir(parents=True, exist_ok=True)
    app = Application(
        "app", static_folder=None, template_folder=os.path.join(os.path.dirname(__file__), "templates")
    )
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        BABEL_DEFAULT_LOCALE="en",
        BABEL_TRANSLATION_DIRECTORIES=os.path.join(os.path.dirname(__file__), "translations"),
        RATELIMIT_ENABLED=settings.environment != "test",
        TESTING=settings.environment == "test",
        COMPRESS_MIMETYPES=["text/html", "application/json", "text/csv", "image/svg+xml"],
        COMPRESS_ALGORITHM=["br", "gzip"],
    )
    if settings.proxies:  # whoever asks is told by the proxy, not by the connection; nobody else is believed
        n = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n)  # type: ignore[method-assign]
    app.session_interface = ServerSessions(settings.secret_key, secure=settings.production)
    app.before_request(_who)
    _extensions(app)
    _web(app, settings)
    for name in SLICES:
        app.register_blueprint(import_module(f"app.{name}.views").bp)
    jobs.start(app)
    cli.register(app)
    return app


def _extensions(app: Flask) -> None:
    import_module("app.models")  # every table, before the engine is made

    ext.db.init_app(app)
    ext.migrate.init_app(app, ext.db, directory="migrations", render_as_batch=True, compare_type=True)
    ext.login.init_app(app, add_context_processor=False)  # templates have `person`
    ext.login.request_loader(lambda _: session.person)  # type: ignore[attr-defined]
    ext.csrf.init_app(app)
    ext.babel.init_app(app, locale_selector=language.locale, timezone_selector=language.timezone)
    ext.limiter.init_app(app)
    Compress(app)


def _web(app: Flask, settings: Settings) -> None:
    converters.register(app)
    errors.register(app)
    headers.register(app)
    prefix = static.publish(app, settings.data)
    templating.register(app, static_prefix=prefix, demo=settings.demo)


def _who() -> None:
    """The person behind this request and the actor the rules see."""
    person = session.person  # type: ignore[attr-defined]
    g.person, g.actor = person, person.actor if person else PUBLIC
