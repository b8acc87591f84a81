"""How far batches have come: counted from their items each time, so that no figure can be wrong."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, select

from app import clock
from app.extensions import db
from app.models.account import User
from app.models.award import Award
from app.models.batch import Batch, BatchItem
from app.models.programme import Programme
from app.models.school import School

STILL_AFTER = timedelta(minutes=10)
MOST_SHOWN = 100
LISTED = 30


@dataclass(frozen=True)
class Progress:
    """`minutes` is what remains at the pace so far, None while that cannot be told; `still_since`: nothing moved."""

    total: int
    done: int
    failed: int
    asked_by: str
    minutes: int | None
    still_since: datetime | None
    failures: tuple[Any, ...]  # code, name of the school, reason


def _done() -> Any:
    return func.sum(case((BatchItem.done_at.is_not(None), 1), else_=0))


def _failed() -> Any:
    return func.sum(case((and_(BatchItem.done_at.is_(None), BatchItem.failed != ""), 1), else_=0))


def recent(programme: Programme) -> tuple[Any, ...]:
    """The last batches of a programme with their counts, newest first. One query."""
    columns = (Batch.ref, Batch.kind, Batch.asked_at, Batch.finished_at, Batch.storage_key, Batch.id)
    query: Select[Any] = select(
        *columns, func.count().label("total"), _done().label("done"), _failed().label("failed")
    )
    query = query.join(BatchItem, BatchItem.batch_id == Batch.id).where(Batch.programme_id == programme.id)
    return tuple(db.session.execute(query.group_by(*columns).order_by(Batch.id.desc()).limit(LISTED)))


def progress(batch: Batch) -> Progress:
    """Two queries, three when something failed."""
    ends = (func.min(BatchItem.done_at), func.max(BatchItem.done_at))
    query: Select[Any] = select(func.count(), _done(), _failed(), *ends).where(BatchItem.batch_id == batch.id)
    total, done, failed, first, last = db.session.execute(query).one()
    asked_by = db.session.scalar(select(User.name).where(User.id == batch.asked_by_id))
    return Progress(
        total=total,
        done=done,
        failed=failed,
        asked_by=asked_by or "",
        minutes=_minutes(done, total - done - failed, first, last),
        still_since=None if batch.finished_at else _still_since(last or batch.asked_at),
        failures=_failures(batch) if failed else (),
    )


def _minutes(done: int, left: int, first: datetime | None, last: datetime | None) -> int | None:
    """What is left at the pace so far, in whole minutes."""
    if done < 2 or first is None or last is None:
        return None
    return round((last - first).total_seconds() / (done - 1) * left / 60)


def _still_since(moment: datetime) -> datetime | None:
    return moment if clock.now() - moment > STILL_AFTER else None


def _failures(batch: Batch) -> tuple[Any, ...]:
    query = (
        select(Award.code, School.name, BatchItem.failed)
        .join(Award, Award.id == BatchItem.award_id)
        .join(School, School.id == Award.school_id)
        .where(BatchItem.batch_id == batch.id, BatchItem.done_at.is_(None), BatchItem.failed != "")
    )
    return tuple(db.session.execute(query.order_by(School.name_key, Award.id).limit(MOST_SHOWN)))
