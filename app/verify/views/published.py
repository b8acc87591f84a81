"""What verifiers fetch: the issuer's keys, the list of revocations, what a tier means, the seal's certificates."""

import re
from typing import Any

from flask import Response, abort, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from app.certification import published
from app.verify import queries
from app.verify.views.blueprint import bp
from app.web.errors import page
from app.web.guard import public
from app.web.language import current
from certificates.credential import achievement
from certificates.keys import KeyProblem
from certificates.texts import words

ACHIEVEMENT = re.compile(r"(bronze|silver|gold)-([0-9]{1,3}(?:\.[0-9]{1,3}){1,2})")


@bp.errorhandler(KeyProblem)
def without_keys(error: KeyProblem) -> ResponseReturnValue:
    """The operator has work to do (the lamps say what); the public is told to come back."""
    return page(503, "errors/503.html", error)


@bp.get("/.well-known/did.json")
@public
def did() -> Response:
    """The issuer's identity: the keys that credentials are verified with."""
    return _shared(published.identity())


@bp.get("/status/<int:number>")
@public
def status_list(number: int) -> ResponseReturnValue:
    """Which credentials are revoked, signed."""
    if number != published.STATUS_LIST:
        abort(404)
    response = _shared(published.revocations(queries.revoked()))
    response.mimetype = "application/vc+ld+json"
    return response


@bp.get("/achievements/<string(maxlength=24):name>")
@public
def achievement_page(name: str) -> ResponseReturnValue:
    """What one tier of one version of the standard means: a page for people, JSON for machines."""
    match = ACHIEVEMENT.fullmatch(name)
    if match is None or not queries.achievement_known(*match.groups()):
        abort(404)
    tier, version = match.groups()
    best = request.accept_mimetypes.best_match(["text/html", "application/json", "application/ld+json"])
    if best != "text/html":
        base = current_app.config["SETTINGS"].base_url
        return _shared(achievement(tier, version, current(), base))
    rule = queries.tier_of(tier, version)
    return render_template(
        "verify/achievement.html", tier=tier, version=version, rule=rule, words=words(current())
    )


@bp.get("/pki/")
@public
def pki() -> ResponseReturnValue:
    return render_template("verify/pki.html", seals=published.seals(), did=published.did())


@bp.get("/pki/<ref:identity>.crt")
@public
def pki_certificate(identity: str) -> ResponseReturnValue:
    """The certificate of a seal with its chain, as PEM."""
    chain = published.chain(identity) or abort(404)
    response = Response(chain, mimetype="application/x-pem-file")
    response.headers["Content-Disposition"] = f'attachment; filename="{identity}.crt"'
    return response


def _shared(document: dict[str, Any]) -> Response:
    """JSON that any site may read, fresh within half a minute."""
    response = jsonify(document)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "public, max-age=30"
    response.vary.add("Accept")
    return response
