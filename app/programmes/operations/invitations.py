"""INVITE_HEAD and PROPOSE_ROLE: a person gets a mail with a link that works once."""

from collections.abc import Iterable
from dataclasses import dataclass

from app import audit, clock
from app import invitations as links
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.roles import Position, Role
from app.models.account import Invitation
from app.models.programme import Programme
from app.models.school import School


@dataclass(frozen=True)
class Invited:
    """How a round of invitations went: how many went out, and the schools whose address did not do."""

    sent: int
    refused: tuple[str, ...]


def invite_head(school: School, *, name: str, email: str, language: str, by: int) -> Invitation:
    """Invite somebody as head of a school; an earlier link to the same address stops working.

    Raises Invalid (field email) for a bad address or somebody who is head here already.
    """
    invitation = links.invite(
        email, Role.LEAD, by=by, name=name, language=language, position=Position.HEAD, school=school
    )
    school.head_email = invitation.email
    school.invited_at = school.invited_at or clock.now()
    audit.record(Action.INVITE_HEAD, school, personal={"email": invitation.email})
    return invitation


def invite_heads(schools: Iterable[School], *, by: int) -> Invited:
    """Invite the head of each school at the address the register has; a bad address stops nobody else."""
    sent, refused = 0, []
    for school in schools:
        try:
            invite_head(school, name="", email=school.head_email, language=school.language, by=by)
            sent += 1
        except Invalid:
            refused.append(school.name)
    return Invited(sent, tuple(refused))


def propose_role(
    programme: Programme, role: Role, *, name: str, email: str, language: str, by: int
) -> Invitation:
    """Propose an expert or assessor; it counts when they accepted and an administrator confirmed. Raises Invalid."""
    invitation = links.propose_role(email, role, programme, by=by, name=name, language=language)
    audit.record(Action.PROPOSE_ROLE, programme, personal={"email": invitation.email}, role=role)
    return invitation
