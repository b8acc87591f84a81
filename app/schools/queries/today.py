"""Three things for a member today, the oldest request on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import select

from app.casefile.claims import ClaimRow
from app.casefile.team import Member
from app.domain.workflow import PREPARING, State
from app.extensions import db
from app.models.application import Application, Claim
from app.models.review import ChangeRequest
from app.models.school import Task
from app.web.language import current
from modules.load import curriculum

MOST = 3


@dataclass(frozen=True)
class Todo:
    """One line of the list: what, where, and why it is there."""

    title: str
    href: str
    more: str = ""
    status: str = "open"


def today(
    member: Member,
    ref: str,
    application: Application | None,
    claims: Sequence[ClaimRow],
    tasks: Sequence[Task],
) -> tuple[Todo, ...]:
    """Requests of the expert, one's own criteria, one's training, the tasks of the school (whose `ref` it is)."""
    found: list[Todo] = []
    if application is not None:
        if application.state is State.CHANGES_REQUESTED:
            found += _requests(application, member.user_id)
        if application.state in PREPARING:
            found += _claims(application, claims, member.user_id)
    found += _training(member)
    found += _tasks(tasks, ref)
    return tuple(found[:MOST])


def _requests(application: Application, user_id: int) -> list[Todo]:
    query = (
        select(Claim.criterion, ChangeRequest.asked_at)
        .join(Claim)
        .where(
            Claim.application_id == application.id,
            Claim.owner_id == user_id,
            ChangeRequest.asked_at.is_not(None),
            ChangeRequest.answered_at.is_(None),
        )
        .order_by(ChangeRequest.asked_at)
    )
    return [
        Todo(
            _("The expert asks for a change on %(criterion)s", criterion=criterion),
            _claim(application, criterion),
            _("since %(day)s", day=format_date(asked, "long")),
            "waiting",
        )
        for criterion, asked in db.session.execute(query)
    ]


def _claims(application: Application, claims: Sequence[ClaimRow], user_id: int) -> list[Todo]:
    mine = [one for one in claims if one.owner_id == user_id and not one.not_applicable]
    found = [
        Todo(
            _("Rate criterion %(criterion)s", criterion=one.criterion),
            _claim(application, one.criterion),
            _title(one),
        )
        for one in mine
        if one.level is None
    ]
    bare = [one for one in mine if one.level and not one.evidence]
    return found + [
        Todo(
            _("Add evidence to %(criterion)s", criterion=one.criterion),
            _claim(application, one.criterion),
            _title(one),
        )
        for one in bare
    ]


def _title(claim: ClaimRow) -> str:
    return curriculum().criterion(claim.criterion, current()).text.title


def _claim(application: Application, criterion: str) -> str:
    return url_for("applications.claim", ref=application.ref, criterion=criterion)


def _training(member: Member) -> list[Todo]:
    for module in curriculum().modules:
        one = member.progress[module.id]
        if not one.passed:
            title = curriculum().text(module.id, current()).title
            left = _("about %(minutes)s minutes left", minutes=one.minutes_left)
            return [
                Todo(
                    _("Go on with module %(number)s", number=module.number),
                    url_for("learning.index"),
                    f"{title} · {left}",
                )
            ]
    return []


def _tasks(tasks: Sequence[Task], ref: str) -> list[Todo]:
    oldest = sorted(tasks, key=lambda task: task.id)
    return [
        Todo(task.title, url_for("schools.task_list", ref=ref, _anchor=f"task-{task.id}"), task.who)
        for task in oldest[:MOST]
    ]
