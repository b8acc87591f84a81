"""The public register: a list to search, and the same as files."""

from collections.abc import Iterator
from typing import Any

from flask import Response, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.verify import queries
from app.verify.queries.register import KINDS, STATUSES, Filter
from app.verify.views.blueprint import bp
from app.verify.views.check import FRESH, country, typed, worth
from app.web.csv_answer import csv_answer
from app.web.guard import public
from app.web.pagination import place
from certificates.facts import TIERS

COLUMNS = (
    "code",
    "school",
    "locality",
    "region",
    "country",
    "tier",
    "standard",
    "status",
    "issued_on",
    "valid_until",
)


@bp.get("/verify/register")
@public
def register() -> ResponseReturnValue:
    wish = wished()
    page = queries.page(wish, place(KINDS))
    text = render_template(
        "verify/register.html",
        page=page,
        wish=wish,
        asked=asked(wish),
        tiers=TIERS,
        statuses=[one.value for one in STATUSES],
        countries={code: country(code) for code in page.countries},
        worth=worth,
    )
    return text, FRESH


@bp.get("/verify/register.csv")
@public
def register_csv() -> Response:
    return csv_answer("certified-schools.csv", COLUMNS, cells(wished()))


@bp.get("/verify/register.json")
@public
def register_json() -> Response:
    """The same rows for machines, each with the address of its certificate."""
    base = current_app.config["SETTINGS"].base_url
    rows = [
        dict(zip(COLUMNS, row, strict=True)) | {"certificate": f"{base}/verify/{row[0]}"}
        for row in cells(wished())
    ]
    response = jsonify({"schools": rows})
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/register")
@public
def register_address() -> ResponseReturnValue:
    """The short address of the register."""
    return redirect(url_for("verify.register", **asked(wished())), 301)


def cells(wish: Filter) -> Iterator[tuple[Any, ...]]:
    for row in queries.everything(wish):
        days = (row.issued_on.isoformat(), row.expires_on.isoformat())
        place_of = (row.locality, row.region, row.country)
        yield (row.code, row.name, *place_of, row.tier, row.scheme_version, worth(row).value, *days)


def wished() -> Filter:
    """Search and filters of this address; an unknown choice is left out."""
    asked_for = {name: request.args.get(name, "") for name in ("country", "tier", "status")}
    return Filter(
        q=typed("q"),
        country=asked_for["country"][:2].upper(),
        tier=asked_for["tier"] if asked_for["tier"] in TIERS else "",
        status=asked_for["status"] if asked_for["status"] in set(STATUSES) else "",
    )


def asked(wish: Filter) -> dict[str, Any]:
    """The filter as it stands in an address."""
    values = {"q": wish.q, "country": wish.country, "tier": wish.tier, "status": wish.status}
    return {name: value for name, value in values.items() if value}
