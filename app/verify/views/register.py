"""The public register: a list to search, and the same as files."""

import json
from collections.abc import Iterator
from typing import Any

from flask import Response, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.award import Status
from app.verify import queries
from app.verify.queries.register import KINDS, STATUSES, STRONG, Filter
from app.verify.views.blueprint import bp
from app.verify.views.check import FRESH, country, typed, worth
from app.web.csv_answer import csv_answer
from app.web.guard import public
from app.web.language import current
from app.web.pagination import place
from certificates.facts import TIERS
from certificates.texts import words

MODULES, LEVELS = range(1, 6), range(1, 5)
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
    *(f"module_{number}" for number in MODULES),
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
        modules=words(current())["modules"],
        levels=LEVELS,
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


@bp.get("/verify/register.jsonld")
@public
def register_jsonld() -> Response:
    """The same rows in the words of schema.org, for search engines and other machines."""
    base = current_app.config["SETTINGS"].base_url
    schools = [school(row, base) for row in queries.everything(wished())]
    items = [{"@type": "ListItem", "position": at, "item": one} for at, one in enumerate(schools, 1)]
    listed = {"@context": "https://schema.org", "@type": "ItemList", "name": _("Certified schools")}
    text = json.dumps(listed | {"numberOfItems": len(items), "itemListElement": items}, ensure_ascii=False)
    response = Response(text, mimetype="application/ld+json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "no-cache"
    return response


def school(row: Any, base: str) -> dict[str, Any]:
    """One school as schema.org describes it; its certificate only while it holds."""
    names = {"addressLocality": row.locality, "addressRegion": row.region, "addressCountry": row.country}
    address = {"@type": "PostalAddress", **_filled(names)}
    found = {"@type": "School", "name": row.name, "address": address}
    if worth(row) is not Status.ACTIVE:
        return found
    credential = {
        "@type": "EducationalOccupationalCredential",
        "name": f"Certified Safe Internet School, {row.tier}",
        "url": f"{base}/verify/{row.code}",
        "dateCreated": row.issued_on.isoformat(),
        "expires": row.expires_on.isoformat(),
    }
    return found | {"hasCredential": credential}


@bp.get("/register")
@public
def register_address() -> ResponseReturnValue:
    """The short address of the register."""
    return redirect(url_for("verify.register", **asked(wished())), 301)


def cells(wish: Filter) -> Iterator[tuple[Any, ...]]:
    for row in queries.everything(wish):
        days = (row.issued_on.isoformat(), row.expires_on.isoformat())
        place_of = (row.locality, row.region, row.country)
        known = {number: level for number, _, level in row.snapshot.get("module_levels", ())}
        levels = (known.get(number, "") for number in MODULES)
        yield (row.code, row.name, *place_of, row.tier, row.scheme_version, worth(row).value, *days, *levels)


def wished() -> Filter:
    """Search and filters of this address; an unknown choice is left out."""
    asked_for = {name: request.args.get(name, "") for name in ("country", "tier", "status")}
    module, level = (request.args.get(name, 0, type=int) for name in ("module", "level"))
    return Filter(
        q=typed("q"),
        country=asked_for["country"][:2].upper(),
        region=typed("region")[:80],
        tier=asked_for["tier"] if asked_for["tier"] in TIERS else "",
        status=asked_for["status"] if asked_for["status"] in set(STATUSES) else "",
        module=module if module in MODULES else 0,
        level=level if level in LEVELS else STRONG,
    )


def asked(wish: Filter) -> dict[str, Any]:
    """The filter as it stands in an address."""
    values = {"q": wish.q, "country": wish.country, "region": wish.region, "tier": wish.tier}
    values |= {"status": wish.status}
    if wish.module:
        return {**_filled(values), "module": wish.module, "level": wish.level}
    return _filled(values)


def _filled(values: dict[str, str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
