"""Work after the commit: a row in our outbox, claimed by a lease, swept when a worker died; huey wakes it up.

A job is written in the transaction of the event that asks for it, so it can neither be lost nor run for
something that was rolled back. It runs at least once: every job must bear being run again.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app, has_request_context
from huey import BlackHoleHuey, Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from sqlalchemy import insert, or_, select, update

from app import clock
from app.database import writing
from app.extensions import db
from app.models.message import Job
from app.web.transaction import after_commit

log = logging.getLogger("ciss.jobs")
LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 12
Work = Callable[..., None]
WORK: dict[str, Work] = {}
LAST: set[str] = set()
EVERY_MINUTE: list[Callable[[], None]] = []


def job(name: str, *, last: bool = False) -> Callable[[Work], Work]:
    """Name a function as a job. It gets the row's arguments and runs in one write transaction of its own.

    `last`: jobs that come by the hundred let every other one go first.
    """

    def decorate(work: Work) -> Work:
        WORK[name] = work
        if last:
            LAST.add(name)
        return work

    return decorate


def enqueue(name: str, *, after: datetime | None = None, **arguments: Any) -> None:
    """Ask for a job in the present transaction; it is woken after the commit."""
    moment = clock.now()
    db.session.add(
        Job(
            name=name,
            arguments=arguments,
            created_at=moment,
            run_after=after or moment,
            attempts=0,
            failed="",
        )
    )
    if has_request_context():
        after_commit(wake)


def enqueue_each(name: str, arguments: Iterable[dict[str, Any]], *, wakes: int = 4) -> None:
    """Ask for the same job many times over; as many workers as are woken share them."""
    moment = clock.now()
    same = {"name": name, "created_at": moment, "run_after": moment, "attempts": 0, "failed": ""}
    rows = [{**same, "arguments": one} for one in arguments]
    if rows:
        db.session.execute(insert(Job), rows)
    if has_request_context():
        for _ in range(min(wakes, len(rows))):
            after_commit(wake)


def wake() -> None:
    """Tell the worker that something waits. Losing this message only costs a minute: the sweep finds the row."""
    try:
        current_app.extensions["wake"]()
    except Exception:  # the queue is out of reach; the sweep will do it
        log.warning("the job queue is out of reach", exc_info=True)


def _claim() -> Job | None:
    """Lease the oldest waiting job; None when there is none. Two workers never get the same one."""
    moment = clock.now()
    free = or_(Job.leased_until.is_(None), Job.leased_until < moment)
    waiting = (Job.done_at.is_(None), Job.run_after <= moment, Job.attempts < MOST_ATTEMPTS, free)
    oldest = select(Job.id).where(*waiting).order_by(Job.name.in_(LAST), Job.id).limit(1)
    with writing():
        found = db.session.scalars(oldest).one_or_none()
        if found is None:
            db.session.rollback()
            return None
        lease = {"leased_until": moment + LEASE, "attempts": Job.attempts + 1}
        claimed = db.session.execute(update(Job).where(Job.id == found, *waiting).values(**lease))
        db.session.commit()
    return db.session.get(Job, found) if claimed.rowcount else _claim()  # type: ignore[attr-defined]


def _finish(row_id: int, **values: Any) -> None:
    with writing():
        db.session.rollback()
        db.session.execute(update(Job).where(Job.id == row_id).values(leased_until=None, **values))
        db.session.commit()


def run_due(most: int = 500) -> int:
    """Run what waits, oldest first; returns how many succeeded. A failure is retried later, with longer pauses."""
    done = 0
    for _ in range(most):
        row = _claim()
        if row is None:
            break
        row_id, attempts = row.id, row.attempts
        try:
            with writing():
                WORK[row.name](**row.arguments)
                db.session.commit()
        except Exception as error:
            log.exception("job %s (%s) failed", row_id, row.name)
            pause = timedelta(seconds=30 * 2 ** min(attempts, 9))
            _finish(row_id, failed=f"{type(error).__name__}: {error}"[:300], run_after=clock.now() + pause)
        else:
            _finish(row_id, done_at=clock.now(), failed="")
            done += 1
    return done


def do_chores() -> None:
    """What is due every minute. One that fails holds up neither the others nor the jobs."""
    for chore in EVERY_MINUTE:
        try:
            chore()
        except Exception:
            log.exception("a chore failed: %s", chore)
            db.session.rollback()


def _huey(url: str) -> Huey:
    kind = url.split(":")[0]
    if kind == "thread":
        return MemoryHuey("ciss")
    if kind == "none":
        return BlackHoleHuey("ciss")
    if kind.startswith("redis"):
        return RedisHuey("ciss", url=url)
    if kind.startswith("postgresql"):
        return PostgresHuey("ciss", dsn=url.replace("postgresql+psycopg", "postgresql"))
    return SqliteHuey("ciss", filename=url.removeprefix("sqlite:///"))


def start(app: Flask) -> None:
    """Bind the queue to the application. Nothing runs until a consumer is started."""
    from app import work  # noqa: F401  names every job

    huey = _huey(app.config["SETTINGS"].jobs_url)

    @huey.task(name="ciss.run_due")
    def run() -> None:
        with app.app_context():
            run_due()

    @huey.periodic_task(crontab(minute="*"), name="ciss.sweep")
    def sweep() -> None:
        with app.app_context():
            do_chores()
            run_due()

    app.extensions["huey"] = huey
    app.extensions["wake"] = run


class ThreadConsumer(Consumer):
    """A consumer inside the web process: it leaves signals to the server."""

    def _set_signal_handlers(self) -> None:
        """The web server owns the signals."""


def start_thread(app: Flask) -> None:
    """Run jobs in a thread of this process (JOBS_URL=thread:)."""
    if app.config["SETTINGS"].jobs_url.startswith("thread"):
        ThreadConsumer(app.extensions["huey"], workers=1, periodic=True, check_worker_health=False).start()
        with app.app_context():
            wake()


def work_forever(app: Flask) -> None:
    """`./ciss worker`: run jobs in this process until it is told to stop."""
    Consumer(app.extensions["huey"], workers=2, periodic=True).run()
