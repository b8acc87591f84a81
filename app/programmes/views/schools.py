"""The list of schools and its file."""

from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app import access
from app.domain.action import Action
from app.domain.funnel import Step
from app.models.programme import Programme
from app.programmes.queries import schools as queries
from app.programmes.queries.words import STEP_WORDS
from app.programmes.views.blueprint import bp
from app.web.csv_answer import csv_answer
from app.web.guard import allowed
from app.web.pagination import place
from app.web.templating import may
from modules.load import curriculum

COLUMNS = (
    "ref",
    "sourced_id",
    "name",
    "region",
    "district",
    "locality",
    "head_email",
    "step",
    "invited_on",
    "registered_on",
)
BEYOND = "-up"  # step=3-up: at least step 3


@bp.get("/<slug:slug>/schools")
@allowed(Action.SEE_PROGRAMME, access.programme)
def schools(programme: Programme) -> ResponseReturnValue:
    own = may(Action.REMIND, programme)
    wish = wished(own)
    page = queries.page(programme, wish, place(queries.kinds(wish.sort)))
    return render_template(
        "programmes/schools.html",
        programme=programme,
        page=page,
        wish=wish,
        own=own,
        steps=STEP_WORDS,
        asked=asked(wish),
        modules=curriculum().scheme.modules,
    )


@bp.get("/<slug:slug>/schools.csv")
@allowed(Action.EXPORT_LIST, access.programme)
def schools_csv(programme: Programme) -> Response:
    own = may(Action.REMIND, programme)
    rows = queries.everything(programme, wished(own))
    return csv_answer(f"schools-{programme.slug}.csv", COLUMNS, (_cells(row, own) for row in rows))


def _cells(row: Any, own: bool) -> tuple[object, ...]:
    known = (row.ref, row.source_id or "", row.name, row.region, row.district, row.locality)
    if not own:
        return (*known, "", "", "", "")
    days = (moment.date().isoformat() if moment else "" for moment in (row.invited_at, row.registered_at))
    return (*known, row.head_email, Step(row.reached).name.lower().replace("_", "-"), *days)


def wished(own: bool) -> queries.Filter:
    """Search, filters and sort of this address; a filter by progress only for the country's own coordinator."""
    step, sort = request.args.get("step", ""), request.args.get("sort", "name")
    known = own and step.removesuffix(BEYOND) in {str(int(one)) for one in Step}
    return queries.Filter(
        q=request.args.get("q", "")[:200].strip(),
        region=request.args.get("region", "")[:80],
        step=Step(int(step.removesuffix(BEYOND))) if known else None,
        beyond=step.endswith(BEYOND),
        sort=sort if sort in queries.SORTS and (own or sort != "step") else "name",
    )


def asked(wish: queries.Filter) -> dict[str, str]:
    """The filter as it stands in an address."""
    step = "" if wish.step is None else f"{wish.step:d}{BEYOND if wish.beyond else ''}"
    values = {
        "q": wish.q,
        "region": wish.region,
        "step": step,
        "sort": wish.sort if wish.sort != "name" else "",
    }
    return {key: value for key, value in values.items() if value}
