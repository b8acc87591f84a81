"""What the platform admin sees."""

from sqlalchemy import select

from app.extensions import db
from app.models.programme import Programme


def programmes() -> list[Programme]:
    """Every programme by name."""
    return list(db.session.scalars(select(Programme).order_by(Programme.name)))
