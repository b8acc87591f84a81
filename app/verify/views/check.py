"""Check a code or find a school by name; the page of one certificate."""

import hashlib
from functools import lru_cache

from flask import Response, current_app, g, get_flashed_messages, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.codes import Code, Slip, parse
from app.verify import queries
from app.verify.forms import FileForm
from app.verify.queries import Certificate
from app.verify.views.blueprint import bp
from app.web.guard import public
from app.web.language import current
from certificates.texts import country_name, words


@bp.get("/verify")
@public
def index() -> ResponseReturnValue:
    """The search box: a code leads to its page, other words to the schools that have them in their name."""
    query = request.args.get("q", "").strip()[:200]
    found = parse(query)
    if isinstance(found, Code):
        return redirect(url_for("verify.show", code=found.text), 303)
    schools = queries.named(query) if query else ()
    slip = found if "q" in request.args and not schools else None
    return render_template(
        "verify/index.html",
        query=query,
        slip=slip,
        schools=schools,
        form=FileForm(formdata=None),
        countries=country,
    )


@bp.get("/verify/<string(maxlength=120):code>")
@public
def show(code: str) -> ResponseReturnValue:
    """What a code stands for. A typing slip is told apart from a code that nobody has."""
    found = parse(code)
    if isinstance(found, Slip):
        return render_template("verify/mistyped.html", code=code, slip=found), 404
    if found.text != code:
        return redirect(url_for("verify.show", code=found.text), 301)
    certificate = queries.certificate(code)
    if certificate is None:
        return render_template("verify/unknown.html", code=code), 404
    return _answer(certificate)


def _answer(certificate: Certificate) -> Response:
    """The page; a visitor's is drawn once for the same certificate in the same state and language."""
    if g.person is None and not request.query_string and not get_flashed_messages():
        settings = current_app.config["SETTINGS"]
        text, tag = _drawn(certificate, current(), settings.base_url, settings.demo)
        response = Response(text, mimetype="text/html")
        response.set_etag(tag, weak=True)
        response.headers["Cache-Control"] = "no-cache"
        response.vary.update(("Cookie", "Accept-Language"))
        response.make_conditional(request)
        return response
    return Response(_draw(certificate), mimetype="text/html")


@lru_cache(maxsize=512)
def _drawn(certificate: Certificate, language: str, base_url: str, demo: bool) -> tuple[bytes, str]:
    """Everything that a visitor's page depends on is among the arguments."""
    page = _draw(certificate).encode()
    return page, hashlib.sha256(page).hexdigest()[:20]


def _draw(certificate: Certificate) -> str:
    return render_template(
        "verify/show.html",
        page=certificate,
        history=queries.history(certificate),
        words=words(current()),
        country=country(certificate.country),
        address=f"{current_app.config['SETTINGS'].base_url}/verify/{certificate.code}",
    )


def country(code: str) -> str:
    """A country's name in the reader's language."""
    return country_name(code, current())
