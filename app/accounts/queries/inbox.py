"""The inbox of the signed-in person."""

from dataclasses import dataclass

from flask import g
from sqlalchemy import select

from app.extensions import db
from app.models.message import Notice

PER_PAGE = 25


@dataclass(frozen=True)
class InboxPage:
    notices: list[Notice]
    unread: int
    older: int | None  # id to continue before
    newer: bool  # is this a later part of the list?


def inbox(before: int | None) -> InboxPage:
    """The person's notices, newest first; one query (the count comes with the person)."""
    query = select(Notice).where(Notice.user_id == g.actor.user_id)
    if before:
        query = query.where(Notice.id < before)
    found = list(db.session.scalars(query.order_by(Notice.id.desc()).limit(PER_PAGE + 1)))
    shown = found[:PER_PAGE]
    return InboxPage(
        shown, g.person.unread, shown[-1].id if len(found) > PER_PAGE else None, before is not None
    )


def notice(number: int) -> Notice | None:
    """One of the person's own notices; nobody else's exists here."""
    query = select(Notice).where(Notice.id == number, Notice.user_id == g.actor.user_id)
    return db.session.scalars(query).one_or_none()
