"""The register by country and region, with a map that is drawn here."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.verify.queries.regions import by_region
from app.verify.views.blueprint import bp
from app.verify.views.check import FRESH, country
from app.verify.views.register import wished
from app.web.guard import public
from certificates.facts import TIERS


@bp.get("/verify/register/regions")
@public
def regions() -> ResponseReturnValue:
    chosen = wished().country
    found = by_region(chosen)
    names = {one.code: country(one.code) for one in found}
    page = render_template("verify/regions.html", countries=found, names=names, tiers=TIERS, chosen=chosen)
    return page, FRESH
