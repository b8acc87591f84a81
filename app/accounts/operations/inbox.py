"""Reading one's notices."""

from sqlalchemy import update

from app import audit, clock
from app.extensions import db
from app.models.account import User
from app.models.message import Notice


def read(notice: Notice) -> None:
    """Note that a notice was opened: the person's own mark, not a move of the log."""
    if notice.read_at is None:
        notice.read_at = clock.now()


def mark_read(user: User) -> None:
    """Mark everything in the person's inbox as read."""
    unread = update(Notice).where(Notice.user_id == user.id, Notice.read_at.is_(None))
    db.session.execute(unread.values(read_at=clock.now()))
    audit.record("mark-read", user)
