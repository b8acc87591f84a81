"""Tell a school in time that its certificate ends: six, three and one month before, while nothing was opened."""

from collections.abc import Sequence

from sqlalchemy import exists, select

from app import clock
from app.announce import announce
from app.domain.award import REMINDERS, RENEWAL_MONTHS, add_months, reminders_due
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
