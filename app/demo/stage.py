"""Where the demonstration is played: who acts, what time it is, and many stories told in the order of time.

A story is a generator that yields the moment at which it goes on. All of them are woven into one course of time, so
that the log's numbers and its times rise together, as they would have done in life.
"""

import heapq
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from flask import g

from app import clock
from app.domain.roles import PUBLIC, Actor
from app.extensions import db
from app.models.account import User
from app.models.application import Application

Story = Generator[datetime, None, Any]


@contextmanager
def acting(user: User) -> Iterator[User]:
    """Inside, this person is the one who acts: the log names them."""
    before = g.get("actor", PUBLIC)
    g.actor = Actor(user.id)
    try:
        yield user
    finally:
        g.actor = before


def play(stories: Iterable[Story], until: datetime) -> None:
    """Tell all stories in the order of time. Raises ValueError for a story that reaches into the future."""
    waiting: list[tuple[datetime, int, Story]] = []
    for number, story in enumerate(stories):
        waiting.append((next(story), number, story))
    heapq.heapify(waiting)
    while waiting:
        moment, number, story = waiting[0]
        if moment >= until:
            raise ValueError(f"story {number} reaches into the future: {moment}")
        with clock.at(moment):
            following = next(story, None)
            db.session.flush()
        if following is None:
            heapq.heappop(waiting)
        else:
            heapq.heapreplace(waiting, (following, number, story))


class Calendar:
    """The course of one story: `after` gives the next moment, some days later."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def after(self, days: float = 0, minutes: int = 0) -> datetime:
        self.moment += timedelta(days=days, minutes=minutes)
        return self.moment


def seen_afresh(application: Application) -> Application:
    """The application as the next request would find it: what others wrote meanwhile is there."""
    db.session.flush()
    db.session.expire(application)
    return application
