"""Tell a school in time what its certificate asks: the yearly check-in when it opens and once more when it is late,
and the end six, three and one month before, while nothing was opened.
"""

from collections.abc import Sequence

from sqlalchemy import exists, select

from app import clock
from app.announce import announce
from app.casefile import check_ins
from app.domain import check_in
from app.domain.award import REMINDERS, RENEWAL_MONTHS, add_months, reminders_due
from app.domain.check_in import CheckInDay
from app.domain.workflow import FINAL, AwardState
from app.extensions import db
from app.models.application import Application
from app.models.award import Award
from app.recipients import programme_coordinators, school_leads

MOST = 50  # in one go; the next minute takes the next


def due() -> Sequence[int]:
    """The awards (ids) whose schools should hear of the end today. One query."""
    today = clock.today()
    applying = exists().where(Application.school_id == Award.school_id, Application.state.not_in(FINAL))
    query = select(Award.id, Award.expires_on, Award.reminders).where(
        Award.state.in_((AwardState.ACTIVE, AwardState.SUSPENDED)),
        Award.expires_on.between(today, add_months(today, RENEWAL_MONTHS)),
        Award.reminders < len(REMINDERS),
        ~applying,
    )
    waiting = db.session.execute(query.order_by(Award.expires_on))
    return [row.id for row in waiting if row.reminders < reminders_due(row.expires_on, today)][:MOST]


def remind(award_id: int) -> None:
    """One reminder to the school's leads, and a line for the coordinators. Counted on the row: none goes out twice."""
    award = db.session.get_one(Award, award_id)
    should = reminders_due(award.expires_on, clock.today())
    if award.reminders >= should:
        return
    award.reminders = should
    school = award.school
    known = {"school": school.name, "code": award.code, "ends": award.expires_on}
    announce("award_ending", school_leads(school.id), url=f"/schools/{school.ref}", act=True, **known)
    coordinators = programme_coordinators(school.programme_id)
    announce("award_ending", coordinators, url=f"/verify/{award.code}", act=False, **known)


def check_ins_due() -> list[int]:
    """The awards (ids) whose schools should hear today that a check-in is open, or late. One query."""
    today = clock.today()
    waiting = check_ins.waiting(today)
    return [one.award_id for one in waiting if one.told < check_in.tellings(one.when, today)][:MOST]


def ask_to_check_in(award_id: int) -> None:
    """One mail to the school's leads; when it is late, a line for the coordinators. Counted on the row: none goes twice."""
    today = clock.today()
    for one in check_ins.waiting(today, Award.id == award_id):
        row, should = check_ins.kept(award_id, one.when.number), check_in.tellings(one.when, today)
        if row.answered_at is None and row.told < should:
            row.told = should
            db.session.flush()
            _announce_check_in(row.award, one.when, late=one.when.late(today))


def _announce_check_in(award: Award, asked: CheckInDay, *, late: bool) -> None:
    school, event = award.school, "check_in_late" if late else "check_in_opened"
    known = {"school": school.name, "code": award.code, "until": asked.until}
    announce(event, school_leads(school.id), url=f"/schools/{school.ref}/check-in", act=True, **known)
    if late:
        where = f"/programmes/{school.programme.slug}/schools/{school.ref}#check-ins"
        announce(event, programme_coordinators(school.programme_id), url=where, act=False, **known)
