"""The training in the programme's schools as files: counts for each school, and statements without names."""

from flask import Response, request

from app import access, statements
from app.domain.action import Action
from app.domain.errors import NotNow
from app.domain.message import Message
from app.models.programme import Programme
from app.programmes.queries.training import enrolled, training_rows
from app.programmes.views.blueprint import bp
from app.web.csv_answer import csv_answer
from app.web.guard import allowed
from modules.load import curriculum


@bp.get("/<slug:slug>/training.csv")
@allowed(Action.EXPORT_PROGRESS, access.programme)
def training_csv(programme: Programme) -> Response:
    """How many people of each school passed each module."""
    modules = (f"passed_{module.id.replace('-', '_')}" for module in curriculum().modules)
    columns = ("ref", "sourcedId", "name", "region", "people", *modules)
    return csv_answer(f"training-{programme.slug}.csv", columns, training_rows(programme))


@bp.get("/<slug:slug>/statements.json")
@allowed(Action.EXPORT_PROGRESS, access.programme)
def statements_at_once(programme: Programme) -> Response:
    """What everybody at the programme’s schools did, by opaque names, as one JSON array."""
    return _statements(programme, "json")


@bp.get("/<slug:slug>/statements.jsonl")
@allowed(Action.EXPORT_PROGRESS, access.programme)
def statements_by_line(programme: Programme) -> Response:
    """The same with one statement on each line, as large files are best read."""
    return _statements(programme, "jsonl")


def _statements(programme: Programme, kind: str) -> Response:
    """The file; of one module when it is named. Raises NotNow when it would be too long."""
    wished = request.args.get("module", "")[:40]
    asked = statements.of_programme(programme, wished)
    if enrolled(asked) > statements.MOST:
        raise NotNow(
            Message(
                "This would be a very long file. Ask for one module, or let your operator write it with “./ciss exchange”."
            )
        )
    name = "-".join(part for part in ("ciss", programme.slug, wished) if part)
    return statements.answer(asked, kind, scope=f"programme {programme.id}", filename=name)
