"""The stored bytes of a certificate in its forms, and the badge with its live status."""

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.files import files
from app.verify import queries
from app.verify.queries import Stored
from app.verify.views.blueprint import bp
from app.web.guard import public
from certificates.badge import status_svg
from certificates.facts import LANGUAGES

# The credential's other forms lie beside it, under its key with an ending.
JSON = "application/vc+ld+json"


@bp.get("/verify/<ref:code>.pdf")
@public
def pdf(code: str) -> ResponseReturnValue:
    found = _found(code)
    return _bytes(found, found.pdf_key, found.pdf_sha256, "application/pdf", "pdf")


@bp.get("/verify/<ref:code>.json")
@public
def credential(code: str) -> ResponseReturnValue:
    found = _found(code)
    return _bytes(found, found.credential_key, found.credential_sha256, JSON, "json")


@bp.get("/verify/<ref:code>.jwt")
@public
def jwt(code: str) -> ResponseReturnValue:
    return _beside(code, "jwt", "application/vc+jwt")


@bp.get("/verify/<ref:code>/badge.png")
@public
def badge_png(code: str) -> ResponseReturnValue:
    """The seal with the credential baked in."""
    return _beside(code, "png", "image/png")


@bp.get("/verify/<ref:code>/credential.svg")
@public
def credential_svg(code: str) -> ResponseReturnValue:
    """The same as a drawing."""
    return _beside(code, "svg", "image/svg+xml")


@bp.get("/verify/<ref:code>/badge.svg")
@public
def badge_svg(code: str) -> ResponseReturnValue:
    """The badge for a school's site: what the certificate is worth now, kept by browsers for five minutes."""
    found = _found(code)
    asked = request.args.get("language", "")
    language = asked if asked in LANGUAGES else found.language
    drawing = status_svg(found.tier, found.status, found.expires_on, language, found.school)
    response = Response(drawing, mimetype="image/svg+xml")
    response.add_etag()
    response.headers["Cache-Control"] = "public, max-age=300"
    response.make_conditional(request)
    return _open_to_all(response)


def _found(code: str) -> Stored:
    return queries.stored(code.upper()) or abort(404)


def _beside(code: str, ending: str, mimetype: str) -> ResponseReturnValue:
    found = _found(code)
    key = f"{found.credential_key}.{ending}" if found.credential_key else None
    return _bytes(found, key, found.credential_sha256, mimetype, ending)


def _bytes(
    found: Stored, key: str | None, sha256: str | None, mimetype: str, ending: str
) -> ResponseReturnValue:
    """One stored file; while it is being prepared, the page that says so."""
    if key is None or sha256 is None:
        return redirect(url_for("verify.show", code=found.code), 303)
    tag = sha256 if ending in ("pdf", "json") else f"{sha256}-{ending}"
    known = request.if_none_match.contains(tag)
    response = Response(status=304) if known else Response(files().get(key), mimetype=mimetype)
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Content-Disposition"] = f'inline; filename="{found.code}.{ending}"'
    return _open_to_all(response)


def _open_to_all(response: Response) -> Response:
    """Other sites may show it and verifiers in a browser may read it: it is public and the same for everybody."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
