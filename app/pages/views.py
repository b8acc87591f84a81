"""Pages for everybody: home, the standard, privacy, help, language, health."""

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import text

from app.extensions import db, login
from app.pages import forms, queries
from app.web.guard import public
from app.web.language import LANGUAGES
from app.web.links import local
from app.web.navigation import first_page

bp = Blueprint("pages", __name__)


@bp.get("/")
@public
def home() -> ResponseReturnValue:
    return render_template("pages/home.html", page=queries.home())


@bp.get("/start")
@public
def start() -> ResponseReturnValue:
    """Where a signed-in person's day begins; visitors are asked to sign in."""
    if not current_user.is_authenticated:
        return login.unauthorized()  # type: ignore[no-any-return]
    return redirect(first_page(current_user), 303)


@bp.get("/language/<slug:language>")
@public
def speak(language: str) -> ResponseReturnValue:
    """Switch the language and come back to the same page."""
    if language not in LANGUAGES:
        abort(404)
    session["language"] = language
    return redirect(local(request.args.get("next")) or "/", 303)


@bp.get("/standard")
@public
def standard() -> ResponseReturnValue:
    return render_template("pages/standard.html", page=queries.standard())


@bp.get("/standard/<criterion:criterion>")
@public
def criterion(criterion: str) -> ResponseReturnValue:
    page = queries.criterion(criterion)
    if page is None:
        abort(404)
    return render_template("pages/criterion.html", page=page, words=queries.words(page.module))


@bp.get("/help")
@public
def help_page() -> ResponseReturnValue:
    return render_template("pages/help.html", page=queries.help_page())


@bp.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    return render_template("pages/privacy.html")


@bp.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    return render_template("pages/accessibility.html")


@bp.get("/pages/components")
@public
def components() -> ResponseReturnValue:
    """Every component in every state: for design review and accessibility runs, not for production."""
    if current_app.config["SETTINGS"].production:
        abort(404)
    return render_template("pages/components.html", form=forms.gallery())


@bp.get("/robots.txt")
@public
def robots() -> ResponseReturnValue:
    return Response("User-agent: *\nDisallow: /accounts/\n", mimetype="text/plain")


@bp.get("/.well-known/security.txt")
@public
def security_txt() -> ResponseReturnValue:
    return Response(queries.security_txt(), mimetype="text/plain")


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """The database answers and its tables are there."""
    db.session.execute(text("SELECT count(*) FROM programme"))
    return Response("ready\n", mimetype="text/plain")
