"""The team's training as rows of a file."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from app.casefile.team import team
from app.extensions import db
from app.models.learning import Attempt, Enrolment, Plan
from app.models.school import School
from modules.load import curriculum


def training_rows(school: School, *, named: bool) -> Iterator[tuple[Any, ...]]:
    """One row for each person and module, in the order of the team page. Five queries.

    named: with id, name and address, for those who lead the school; else the rows of a module stand by status, so
    that nobody is recognised by their place.
    """
    members = team(school.id)
    done = _done([one.user_id for one in members])
    for module in curriculum().modules:
        rows = []
        for one in members:
            how = one.progress[module.id]
            passed_at, planned, best = done.get((one.user_id, module.id), (None, False, None))
            who = (one.user_id, one.name, one.email or "") if named else ("", "", "")
            passed = passed_at.date().isoformat() if passed_at else ""
            status = (how.status.value, how.percent, passed, "" if best is None else best)
            rows.append(
                (*who, one.position.value, module.id, *status, module.check.draw, "yes" if planned else "no")
            )
        yield from rows if named else sorted((*row[:3], "", *row[4:]) for row in rows)


def _done(user_ids: list[int]) -> dict[tuple[int, str], tuple[Any, bool, int | None]]:
    """(user id, module id) → when passed, plan saved?, best check. One query."""
    screens = {
        screen.id for module in curriculum().modules for screen in module.screens if screen.kind == "check"
    }
    best = (
        select(Attempt.enrolment_id, func.max(Attempt.score).label("score"))
        .where(Attempt.screen.in_(screens), Attempt.finished_at.is_not(None))
        .group_by(Attempt.enrolment_id)
        .subquery()
    )
    query = (
        select(Enrolment.user_id, Enrolment.module, Enrolment.passed_at, Plan.id.is_not(None), best.c.score)
        .outerjoin(Plan, Plan.enrolment_id == Enrolment.id)
        .outerjoin(best, best.c.enrolment_id == Enrolment.id)
        .where(Enrolment.user_id.in_(user_ids))
    )
    return {
        (user, module): (passed_at, bool(planned), score)
        for user, module, passed_at, planned, score in db.session.execute(query)
    }
