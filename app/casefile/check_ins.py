"""The yearly check-ins of a school: what is asked in words, what was answered, and for the school's own file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, bindparam, select

from app import clock
from app.casefile.scheme import scheme_of
from app.domain import check_in as rules
from app.domain.award import Status, status
from app.domain.check_in import CheckInDay, CheckInState, Question
from app.extensions import db
from app.models.account import User
from app.models.award import Award
from app.models.check_in import CheckIn
from modules.load import curriculum

TOPICS = {
    Question.PEOPLE: _l("Coordinator and deputy"),
    Question.POLICY: _l("Policy"),
    Question.ROUTES: _l("Ways to report and to get help"),
    Question.DRILL: _l("Drill"),
    Question.TOLD: _l("New people"),
    Question.CONDITIONS: _l("Conditions of the award"),
}
ASKED = {
    Question.PEOPLE: _l("Are the online-safety coordinator and the deputy in place, and trained?"),
    Question.POLICY: _l("Was the online-safety policy reviewed in the last 12 months?"),
    Question.ROUTES: _l("Were the ways to report and the referral map checked in the last 6 months?"),
    Question.DRILL: _l("Was a drill held in the last 12 months?"),
    Question.TOLD: _l("Were new staff and new pupils told of the rules and of the ways to report?"),
    Question.CONDITIONS: _l("Are the conditions of the award fulfilled?"),
}
RUNNING = (Status.ACTIVE, Status.SUSPENDED)
ROWS = (
    select(Award, CheckIn, User.name)
    .outerjoin(CheckIn, CheckIn.award_id == Award.id)
    .outerjoin(User, User.id == CheckIn.answered_by_id)
    .where(Award.school_id == bindparam("school"))
    .order_by(Award.id, CheckIn.number)
)  # put together once: that costs more than running it


@dataclass(frozen=True)
class Said:
    """One question with its answer."""

    question: Question
    done: bool
    words: str


@dataclass(frozen=True)
class Shown:
    """One check-in of one award. `by`: the name of who answered; empty until then."""

    award_id: int
    code: str
    conditions: str
    when: CheckInDay
    state: CheckInState
    answered_at: datetime | None = None
    by: str = ""
    said: tuple[Said, ...] = ()

    @property
    def not_yet(self) -> tuple[Question, ...]:
        """What was not in place when the school answered."""
        return tuple(one.question for one in self.said if not one.done)

    @property
    def stamp(self) -> str:
        """Which check-in a form asks about."""
        return f"{self.code}/{self.when.number}"


def _checking() -> set[str]:
    """Ids of the tiers that check in, or did in an earlier version of the standard."""
    data = curriculum()
    tiers = (tier for scheme in (data.scheme, *data.earlier.values()) for tier in scheme.tiers)
    return {one.id for one in tiers if one.check_in_months}


def of_school(school_id: int) -> tuple[Shown, ...]:
    """All check-ins of a school's awards, the newest first. One query.

    Of an award that has ended only those are shown that were answered: the others will never be asked.
    """
    today = clock.today()
    awards: dict[int, Award] = {}
    answers: dict[tuple[int, int], tuple[CheckIn, str]] = {}
    for award, row, name in db.session.execute(ROWS, {"school": school_id}):
        awards[award.id] = award
        if row is not None and row.answered_at is not None:
            answers[award.id, row.number] = (row, name)
    found = [one for award in awards.values() for one in _of_award(award, answers, today)]
    return tuple(reversed(found))


def _of_award(
    award: Award, answers: dict[tuple[int, int], tuple[CheckIn, str]], today: date
) -> Iterator[Shown]:
    series = rules.check_ins(scheme_of(award).tier(award.tier), award.issued_on)
    worth = status(award.state, award.expires_on, today)
    answered = {one.number for one in series if (award.id, one.number) in answers}
    for one in series:
        state = rules.state(one, series, worth, answered, today)
        known = (award.id, award.code, award.conditions, one, state)
        if one.number in answered:
            row, name = answers[award.id, one.number]
            yield Shown(*known, answered_at=row.answered_at, by=name or "", said=_said(row.answers))
        elif worth in RUNNING:
            yield Shown(*known)


def _said(answers: dict[str, Any]) -> tuple[Said, ...]:
    return tuple(Said(one, answers[one]["done"], answers[one]["words"]) for one in Question if one in answers)


@dataclass(frozen=True)
class Waiting:
    """A check-in without an answer, and how often the school was told of it."""

    award_id: int
    school_id: int
    when: CheckInDay
    told: int


def waiting(today: date, *where: ColumnElement[bool]) -> list[Waiting]:
    """Every check-in that waits for an answer, of awards for which `where` holds; the oldest award first. One query."""
    query = (
        select(Award.id, Award.school_id, Award.tier, Award.scheme_version, Award.issued_on)
        .add_columns(CheckIn.number, CheckIn.told, CheckIn.answered_at)
        .outerjoin(CheckIn, CheckIn.award_id == Award.id)
        .where(Award.is_worth(Status.ACTIVE, today), Award.tier.in_(_checking()), *where)
        .order_by(Award.issued_on, Award.id)
    )
    found = []
    for _, rows in groupby(db.session.execute(query), key=lambda row: row.id):
        known = {row.number: row for row in rows}
        award = next(iter(known.values()))
        tier = curriculum().scheme_of(award.scheme_version).tier(award.tier)
        answered = {number for number, row in known.items() if row.answered_at is not None}
        series = rules.check_ins(tier, award.issued_on)
        asked = rules.asked(series, Status.ACTIVE, answered, today)
        if asked is not None:
            told = known[asked.number].told if asked.number in known else 0
            found.append(Waiting(award.id, award.school_id, asked, told))
    return found


def kept(award_id: int, number: int) -> CheckIn:
    """The row of a check-in, made when there is none. The award is locked: nobody else makes or answers it now."""
    db.session.execute(select(Award.id).where(Award.id == award_id).with_for_update())
    query = select(CheckIn).where(CheckIn.award_id == award_id, CheckIn.number == number)
    found = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        found = CheckIn(award_id=award_id, number=number, told=0, answers={})
        db.session.add(found)
    return found


def archived(school_id: int) -> Iterator[tuple[str, bytes]]:
    """Path and content of what a school's archive holds of its check-ins: one file, none before the first answer."""
    found = [_plain(one) for one in of_school(school_id) if one.said]
    text = json.dumps(found, ensure_ascii=False, indent=2, default=str)
    return iter([("check-ins.json", text.encode())] if found else [])


def _plain(one: Shown) -> dict[str, Any]:
    return {
        "award": one.code,
        "number": one.when.number,
        "day": one.when.day,
        "answered": one.answered_at,
        "by": one.by,
        "answers": {said.question.value: {"done": said.done, "words": said.words} for said in one.said},
    }
