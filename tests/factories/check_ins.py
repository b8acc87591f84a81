"""Gold schools at some day of their yearly check-in, and answers to it."""

from datetime import timedelta
from typing import Any

from app import clock
from app.domain.award import add_months
from app.domain.check_in import Question
from app.models import Award, CheckIn, School, User
from tests.factories.awards import make_award
from tests.factories.people import save

ALL = tuple(one for one in Question if one is not Question.CONDITIONS)


def make_gold(school: School | None = None, *, since: int = 0, months: int = 12, **values: Any) -> Award:
    """A Gold award whose check-in of that month had its day `since` days ago (negative: it is still to come)."""
    issued = add_months(clock.today() - timedelta(days=since), -months)
    values.setdefault("expires_on", add_months(issued, 36) - timedelta(days=1))
    return make_award(school, "gold", issued_on=issued, **values)


def typed(*not_yet: Question, asked: tuple[Question, ...] = ALL) -> dict[str, str]:
    """What somebody fills in: “yes” to all but these."""
    found = {one.value: "not-yet" if one in not_yet else "yes" for one in asked}
    words = {f"{one.value}_words": "The new deputy learns until May." for one in not_yet}
    return found | {"drill_words": "The box was found, the form was not."} | words


def make_answer(award: Award, by: User, *, number: int = 1, words: str = "Done in May.") -> CheckIn:
    """A check-in that was answered with “yes” to everything."""
    answers = {one.value: {"done": True, "words": words} for one in ALL}
    return save(
        CheckIn(
            award_id=award.id,
            number=number,
            told=1,
            answers=answers,
            answered_at=clock.now(),
            answered_by_id=by.id,
        )
    )
