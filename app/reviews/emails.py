"""Who is told of an expert's steps."""

from collections.abc import Sequence

from sqlalchemy import select

from app.announce import announce
from app.domain.facts import Function
from app.extensions import db
from app.models.account import User
from app.models.application import Application, Claim
from app.models.review import ChangeRequest
from app.recipients import assigned, programme_coordinators, school_leads


def changes_requested(application: Application, notes: Sequence[ChangeRequest], url: str) -> None:
    """The leads, and those who were given the criteria concerned, must answer."""
    owners = select(User).join(Claim, Claim.owner_id == User.id)
    owners = owners.where(Claim.id.in_([one.claim_id for one in notes]))
    told = [*school_leads(application.school_id), *db.session.scalars(owners)]
    criteria = select(Claim.id, Claim.criterion).where(Claim.id.in_([one.claim_id for one in notes]))
    names = {row.id: row.criterion for row in db.session.execute(criteria)}
    announce(
        "changes_requested",
        told,
        url=url,
        act=True,
        school=application.school.name,
        ref=application.ref,
        round=application.support_round,
        notes=[(names[one.claim_id], one.note) for one in notes],
    )


def of_support(application: Application) -> list[User]:
    """Everybody whom the end of a support concerns; asked before it ends."""
    return [
        *school_leads(application.school_id),
        *assigned(application, Function.EXPERT),
        *programme_coordinators(application.programme_id),
    ]


def support_ended(application: Application, told: Sequence[User], url: str) -> None:
    announce("support_ended", told, url=url, act=False, school=application.school.name, ref=application.ref)
