"""The tasks of a school's board."""

from sqlalchemy import bindparam, select

from app.extensions import db
from app.models.school import Task

TASKS = (
    select(Task)
    .where(Task.school_id == bindparam("school"))
    .order_by(Task.due_on.is_(None), Task.due_on, Task.id)
)  # put together once: that costs more than running it


def tasks(school_id: int) -> tuple[list[Task], list[Task]]:
    """(open, done): open ones by date, without a date last; done ones newest first. One query."""
    found = list(db.session.scalars(TASKS, {"school": school_id}))
    finished = [(task.done_at, task) for task in found if task.done_at is not None]
    done = [task for _, task in sorted(finished, key=lambda pair: pair[0], reverse=True)]
    return [task for task in found if task.done_at is None], done
