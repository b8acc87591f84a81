"""The tasks of a school's board."""

from sqlalchemy import select

from app.extensions import db
from app.models.school import Task


def tasks(school_id: int) -> tuple[list[Task], list[Task]]:
    """(open, done): open ones by date, without a date last; done ones newest first. One query."""
    query = (
        select(Task).where(Task.school_id == school_id).order_by(Task.due_on.is_(None), Task.due_on, Task.id)
    )
    found = list(db.session.scalars(query))
    finished = [(task.done_at, task) for task in found if task.done_at is not None]
    done = [task for _, task in sorted(finished, key=lambda pair: pair[0], reverse=True)]
    return [task for task in found if task.done_at is None], done
