"""What is behind the links of mails: invitations, and new passwords."""

from dataclasses import dataclass

from flask import g
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app import clock
from app.extensions import db
from app.models.account import Invitation, PasswordReset, User
from app.models.programme import Programme
from app.models.school import School
from app.web.sessions import token_hash


@dataclass(frozen=True)
class InvitationPage:
    invitation: Invitation
    state: str  # open | accepted | revoked | expired
    way: str  # new: no account yet | account: the signed-in person may accept | other: its owner must sign in
    place: str
    inviter: str
    user: User | None  # who has the invited address


def _state(invitation: Invitation) -> str:
    if invitation.accepted_at is not None:
        return "accepted"
    if invitation.revoked_at is not None:
        return "revoked"
    return "open" if invitation.expires_at > clock.now() else "expired"


def invitation(token: str) -> InvitationPage | None:
    """The invitation behind a link, with everything its page says; one query."""
    query = (
        select(Invitation, func.coalesce(School.name, Programme.name), User)
        .outerjoin(School, School.id == Invitation.school_id)
        .outerjoin(Programme, Programme.id == Invitation.programme_id)
        .outerjoin(User, User.email == Invitation.email)
        .where(Invitation.token_hash == token_hash(token))
        .options(joinedload(Invitation.invited_by))
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        return None
    found, place, user = row
    inviter = found.invited_by.name if found.invited_by else ""
    return InvitationPage(found, _state(found), _way(user), place, inviter, user)


def _way(user: User | None) -> str:
    """A known address is answered by its owner; an unknown one by whoever is signed in, or by a new person."""
    me = g.actor.user_id
    if user is None:
        return "account" if me else "new"
    return "account" if user.id == me else "other"


@dataclass(frozen=True)
class ResetPage:
    reset: PasswordReset
    user: User


def reset(token: str) -> ResetPage | None:
    """A link to choose a password that still works, with its person; one query."""
    query = (
        select(PasswordReset, User)
        .join(User, User.id == PasswordReset.user_id)
        .where(
            PasswordReset.token_hash == token_hash(token),
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > clock.now(),
            User.disabled_at.is_(None),
            User.erased_at.is_(None),
        )
    )
    row = db.session.execute(query).one_or_none()
    return ResetPage(*row) if row else None
