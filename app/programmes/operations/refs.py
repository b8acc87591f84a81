"""References of schools, "by-00042": the country and the next numbers, never given twice."""

from sqlalchemy import func, select

from app.extensions import db
from app.models.programme import Programme
from app.models.school import School


def next_refs(programme: Programme, count: int) -> list[str]:
    """The next `count` references of the programme's country.

    Two writers never get the same ones: on SQLite the write transaction is alone, on PostgreSQL the country's
    programmes are locked until the commit.
    """
    locked = select(Programme.id).where(Programme.country == programme.country).with_for_update()
    db.session.execute(locked).all()
    prefix = f"{programme.country.lower()}-"
    newest = (
        select(School.ref)
        .where(School.ref.like(f"{prefix}%"))
        .order_by(func.length(School.ref).desc(), School.ref.desc())
        .limit(1)
    )
    last = db.session.scalar(newest)
    begin = int(last.removeprefix(prefix)) if last else 0
    return [f"{prefix}{number:05d}" for number in range(begin + 1, begin + count + 1)]
