"""The school's statement for a criterion, and who prepares it."""

from flask import url_for
from sqlalchemy import select

from app import audit, clock
from app.announce import announce
from app.casefile.scheme import scheme_of
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.levels import may_be_left_out
from app.domain.message import Message
from app.domain.workflow import check_time
from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.application import Claim
from app.web.language import current
from modules.load import curriculum


def claim_level(claim: Claim, *, level: int | None, reason: str, how: str, responsible: str, by: int) -> None:
    """Rate a criterion; `level` None means that it does not apply, for `reason`.

    Raises NotNow after submission, Invalid for a criterion that rates itself or that applies to every school.
    """
    check_time(Action.CLAIM_LEVEL, claim.application.state)
    criterion = scheme_of(claim.application).criterion(claim.criterion)
    if criterion.automatic:
        raise Invalid(Message("The platform rates this criterion itself, from its record of your training."))
    if level is None and not may_be_left_out(criterion):
        raise Invalid(Message("This criterion applies to every school."), "level")
    if level is None and not reason:
        raise Invalid(Message("Write why it does not apply to your school."), "reason")
    claim.level, claim.not_applicable = level, level is None
    claim.reason, claim.how, claim.responsible = (reason if level is None else ""), how, responsible
    claim.changed_at, claim.changed_by_id = clock.now(), by
    shown = "not-applicable" if level is None else level
    audit.record(Action.CLAIM_LEVEL, claim, criterion=claim.criterion, level=shown)


def give_criterion(claim: Claim, user_id: int) -> User | None:
    """Let a colleague prepare this criterion; 0 takes it back. Returns the person.

    Raises NotNow after submission, Invalid for somebody who does not belong to the school.
    """
    check_time(Action.GIVE_CRITERION, claim.application.state)
    school = claim.application.school
    person = _colleague(school.id, user_id) if user_id else None
    if user_id and person is None:
        raise Invalid(Message("This person is not in the team any more."), "owner")
    claim.owner_id = person.id if person else None
    audit.record(Action.GIVE_CRITERION, claim, criterion=claim.criterion, owner=claim.owner_id)
    if person is not None:
        title = curriculum().criterion(claim.criterion, current()).text.title
        where = url_for("applications.claim", ref=claim.application.ref, criterion=claim.criterion)
        announce(
            "criterion_given",
            [person],
            url=where,
            act=True,
            criterion=claim.criterion,
            title=title,
            school=school.name,
        )
    return person


def _colleague(school_id: int, user_id: int) -> User | None:
    query = (
        select(User)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(RoleGrant.school_id == school_id, RoleGrant.revoked_at.is_(None), User.id == user_id)
    )
    return db.session.scalars(query).unique().one_or_none()
