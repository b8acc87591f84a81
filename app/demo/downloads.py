"""A coordinator asks for all certificates of a country in one file; the worker packs it after the first start."""

from sqlalchemy import select

from app.batches import operations
from app.batches.queries import Choice
from app.demo.people import Cast
from app.demo.stage import Calendar, Story, acting
from app.extensions import db
from app.models.award import Award
from app.models.batch import BatchKind
from app.models.programme import Programme


def downloads(cast: Cast, code: str, calendar: Calendar) -> Story:
    """All of them, whatever they are worth today."""
    yield calendar.moment
    programme = db.session.scalars(select(Programme).where(Programme.country == code)).one()
    ids = list(db.session.scalars(select(Award.id).where(Award.programme_id == programme.id)))
    coordinator = cast.coordinators[code]
    with acting(coordinator):
        operations.begin(programme, ids, Choice(), BatchKind.DOWNLOAD, reason="", by=coordinator.id)
