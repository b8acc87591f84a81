"""Check a code or find a school by name; the page of one certificate."""

import hashlib
from functools import lru_cache
from typing import Any

from flask import Response, current_app, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.domain.award import Status, status
from app.domain.codes import Code, Slip, meant, parse
from app.verify import queries
from app.verify.forms import FileForm
from app.verify.queries import Certificate
from app.verify.views import completion
from app.verify.views.blueprint import bp
from app.web.forms import trim
from app.web.guard import public
from app.web.language import current
from certificates.texts import country_name, words

FRESH = {"Cache-Control": "no-cache", "Vary": "Cookie, Accept-Language"}
read_code = lru_cache(maxsize=512)(parse)


@bp.get("/verify")
@public
def index() -> ResponseReturnValue:
    """The search box: a code leads to its page, other words to the schools that have them in their name."""
    query = typed("q")
    found = parse(query)
    if isinstance(found, Code):
        return redirect(url_for("verify.show", code=found.text), 303)
    schools = queries.named(query) if query else ()
    coded = meant(query)
    slip = found if "q" in request.args and (coded or not schools) else None
    said = {"query": query, "slip": slip, "coded": coded, "schools": schools}
    return render_template("verify/index.html", form=FileForm(formdata=None), **said, **WORDS)


@bp.get("/verify/<string(maxlength=120):code>")
@public
def show(code: str) -> ResponseReturnValue:
    """What a code stands for. A typing slip is told apart from a code that nobody has."""
    found = read_code(code)
    if isinstance(found, Slip):
        return render_template("verify/mistyped.html", code=trim(code), slip=found), 404
    if found.text != code:
        return redirect(url_for("verify.show", code=found.text), 301)
    certificate = queries.certificate(code)
    if certificate is not None:
        return _answer(certificate)
    learned = queries.completion(code)
    if learned is None:
        return render_template("verify/unknown.html", code=code), 404
    return completion.answer(learned)


def _answer(certificate: Certificate) -> Response:
    """The page; a visitor's is drawn once for the same certificate in the same state and language."""
    if g.person is not None or request.query_string or "_flashes" in session:
        return Response(_draw(certificate), mimetype="text/html")
    settings = current_app.config["SETTINGS"]
    text, tag = _drawn(certificate, current(), settings.base_url, settings.demo)
    response = Response(text, headers={"ETag": tag, **FRESH}, mimetype="text/html")
    if "HTTP_IF_NONE_MATCH" in request.environ:
        response.make_conditional(request)
    return response


@lru_cache(maxsize=512)
def _drawn(certificate: Certificate, language: str, base_url: str, demo: bool) -> tuple[bytes, str]:
    """The page and its tag; everything that a visitor's page depends on is among the arguments."""
    page = _draw(certificate).encode()
    return page, f'W/"{hashlib.sha256(page).hexdigest()[:20]}"'


def _draw(certificate: Certificate) -> str:
    return render_template(
        "verify/show.html",
        page=certificate,
        history=queries.history(certificate),
        words=words(current()),
        country=country(certificate.country),
        address=f"{current_app.config['SETTINGS'].base_url}/verify/{certificate.code}",
    )


def typed(name: str) -> str:
    """What was typed into a search box: at most 200 characters that can be seen."""
    return str(trim(request.args.get(name, "")))[:200]


def worth(row: Any) -> Status:
    """What an award of a list is worth today."""
    return status(row.state, row.expires_on, clock.today())


def country(code: str) -> str:
    """A country's name in the reader's language."""
    return country_name(code, current())


WORDS: dict[str, Any] = {"country": country, "worth": worth}  # what the page of the search box asks of a row
