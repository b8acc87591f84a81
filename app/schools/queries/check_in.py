"""The page of a school's yearly check-in: what is asked now, and what was said before."""

from dataclasses import dataclass

from app.casefile import check_ins
from app.casefile.check_ins import Shown
from app.domain import check_in as rules
from app.domain.check_in import CheckInState, Question
from app.domain.errors import AlreadyDone, NotNow, Stale
from app.domain.message import Message
from app.models.school import School

OPEN = (CheckInState.OPEN, CheckInState.LATE)


@dataclass(frozen=True)
class CheckInPage:
    """Every check-in of the school, the newest first."""

    shown: tuple[Shown, ...]

    @property
    def asked(self) -> Shown | None:
        """The one that waits for an answer."""
        return next((one for one in self.shown if one.state in OPEN), None)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it asks."""
        return rules.questions(self.asked.conditions) if self.asked else ()

    @property
    def ahead(self) -> Shown | None:
        """The next one that will open, when nothing is asked now."""
        return next((one for one in reversed(self.shown) if one.state is CheckInState.AHEAD), None)

    @property
    def paused(self) -> bool:
        """Does one wait for a suspended award?"""
        return any(one.state is CheckInState.PAUSED for one in self.shown)

    def to_answer(self, stamp: str) -> Shown:
        """The check-in a form was sent for. Raises AlreadyDone, NotNow or Stale when it is another one's turn."""
        sent = next((one for one in self.shown if one.stamp == stamp), None)
        if sent is not None and sent.state is CheckInState.ANSWERED:
            raise AlreadyDone(Message("Somebody of your school has answered this check-in already."))
        if self.asked is None:
            raise NotNow(Message("Your school is not asked to check in now."))
        if sent is not self.asked:
            raise Stale(Message("Another check-in is asked by now. Open the page again."))
        return sent


def check_in_page(school: School) -> CheckInPage:
    """One query."""
    return CheckInPage(check_ins.of_school(school.id))
