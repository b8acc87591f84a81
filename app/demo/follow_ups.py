"""Questions that come back after a module: at one school the demonstration shows them sent, answered and waiting."""

from datetime import UTC, datetime, time

from flask import g
from sqlalchemy import bindparam, select, update

from app import recall
from app.accounts.operations import DEMO_ENDING
from app.demo import people
from app.demo.stage import Calendar, Story, acting
from app.domain.follow_up import VALID
from app.extensions import db
from app.followups import operations, queries
from app.models.account import User
from app.models.followup import FollowUp
from app.models.learning import Enrolment
from modules.model import Item

SCHOOL = "zarechye"
NINE = time(7, tzinfo=UTC)


def come_back(calendar: Calendar, mornings: int) -> Story:
    """Each morning the mails of that day; the head answers those of day 2 at once, one question wrongly.

    The others wait: whoever signs in as one of them finds questions to answer.
    """
    for _ in range(mornings):
        yield calendar.moment
        for row, email in _due(calendar.moment):
            recall.send(row.id)
            if row.day == 2 and email == people.address(f"head.{SCHOOL}"):
                _answer(row)
        calendar.after(days=1)


def _due(moment: datetime) -> list[tuple[FollowUp, str]]:
    query = (
        select(FollowUp, User.email)
        .join(Enrolment, Enrolment.id == FollowUp.enrolment_id)
        .join(User, User.id == Enrolment.user_id)
        .where(User.email.endswith(f".{SCHOOL}{DEMO_ENDING}"), FollowUp.due_on == moment.date())
        .order_by(FollowUp.id)
    )
    return [(row, email or "") for row, email in db.session.execute(query)]


def _answer(row: FollowUp) -> None:
    page = queries.page(recall.address(row.id).rpartition("/")[2])
    assert page is not None
    items = [question.item for question in page.questions]
    given = {item.id: _given(item, right=place > 0) for place, item in enumerate(items)}
    with acting(page.user):  # from her own learning page
        operations.answer(page, given, language="en")
    g.pop("addressed", None)


def _given(item: Item, *, right: bool) -> dict[str, object]:
    if isinstance(item.answer, dict):
        return {"placed": dict(item.answer) if right else dict.fromkeys(item.answer, item.targets[0])}
    if right:
        return {"chosen": list(item.answer)}
    return {"chosen": [next(option for option in reversed(item.options) if option not in item.answer)]}


def tidy(until: datetime) -> None:
    """Everything due at the other schools went out on its day: the first start sends no flood of old mail."""
    old = select(FollowUp.id, FollowUp.due_on).where(
        FollowUp.sent_at.is_(None), FollowUp.due_on.between(until.date() - VALID, until.date())
    )
    rows = [
        {"row": row.id, "moment": min(until, datetime.combine(row.due_on, NINE))}
        for row in db.session.execute(old)
    ]
    if rows:
        table = FollowUp.__table__
        change = update(table).where(table.c.id == bindparam("row")).values(sent_at=bindparam("moment"))  # type: ignore[arg-type]
        db.session.execute(change, rows)
