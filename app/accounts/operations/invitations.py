"""Answering an invitation: a role comes to a person, new or known."""

from sqlalchemy import select, update

from app import audit, clock, passwords
from app.announce import announce
from app.domain.errors import AlreadyDone
from app.domain.message import Message
from app.domain.roles import Position, Role
from app.extensions import db
from app.invitations import PROPOSED
from app.models.account import Invitation, RoleGrant, User
from app.models.programme import Programme
from app.models.school import School


def join(invitation: Invitation, *, name: str, password: str) -> User:
    """Make an account for the invited address and accept. Raises Invalid for an easy password, AlreadyDone."""
    passwords.check(password, (name, invitation.email))
    moment = clock.now()
    user = User(
        name=name,
        email=invitation.email,
        language=invitation.language,
        password_hash=passwords.hash_password(password),
        created_at=moment,
        last_sign_in_at=moment,
        timezone=_timezone(invitation),
    )
    db.session.add(user)
    db.session.flush()
    accept_invitation(invitation, user)
    return user


def _place(invitation: Invitation) -> School | Programme:
    if invitation.school_id is not None:
        return db.session.get_one(School, invitation.school_id)
    return db.session.get_one(Programme, invitation.programme_id)


def _timezone(invitation: Invitation) -> str:
    place = _place(invitation)
    return place.programme.timezone if isinstance(place, School) else place.timezone


def accept_invitation(invitation: Invitation, user: User) -> RoleGrant:
    """Give the invited role to the person. Expert and assessor wait for a second person's confirmation.

    The link works once: of two answers at the same moment one is refused with AlreadyDone.
    """
    moment = clock.now()
    mine = update(Invitation).where(
        Invitation.id == invitation.id,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > moment,
    )
    if not db.session.execute(mine.values(accepted_at=moment)).rowcount:  # type: ignore[attr-defined]
        raise AlreadyDone(Message("This invitation was answered already."))
    place = _place(invitation)
    _end_earlier(invitation, user)
    proposed = invitation.role in PROPOSED
    grant = RoleGrant(
        user_id=user.id,
        role=invitation.role,
        position=invitation.position,
        programme_id=invitation.programme_id,
        school_id=invitation.school_id,
        granted_by_id=invitation.invited_by_id,
        granted_at=moment,
        confirmed_at=None if proposed else moment,
    )
    db.session.add(grant)
    if isinstance(place, School) and invitation.position is Position.HEAD:
        place.registered_at = place.registered_at or moment
    audit.record(
        "accept-invitation",
        place,
        actor_id=user.id,
        role=invitation.role.value,
        position=invitation.position.value if invitation.position else "",
        personal={"name": user.name, "email": invitation.email},
    )
    _tell(invitation, user, place)
    return grant


def _end_earlier(invitation: Invitation, user: User) -> None:
    """In one place a person holds one role of a kind: a member who becomes coordinator stops being a member."""
    if invitation.school_id is not None:
        same = RoleGrant.school_id == invitation.school_id
    else:
        same = (RoleGrant.programme_id == invitation.programme_id) & (RoleGrant.role == invitation.role)
    live = update(RoleGrant).where(RoleGrant.user_id == user.id, same, RoleGrant.revoked_at.is_(None))
    db.session.execute(live.values(revoked_at=clock.now()))


def _tell(invitation: Invitation, user: User, place: School | Programme) -> None:
    proposed = invitation.role in PROPOSED
    if invitation.invited_by is not None:
        admin = any(grant.role is Role.ADMIN for grant in invitation.invited_by.grants)
        url = f"/schools/{place.ref}" if isinstance(place, School) else f"/programmes/{place.slug}"
        announce(
            "invitation_accepted",
            [invitation.invited_by],
            url="/platform" if admin else url,
            act=False,
            name=user.name,
            place=place.name,
            waits=proposed,
        )
    if proposed:
        announce(
            "role_proposed",
            _admins(but=invitation.invited_by_id),
            url="/platform/roles",
            act=True,
            name=user.name,
            place=place.name,
            role=invitation.role.value,
        )


def _admins(but: int | None) -> list[User]:
    query = (
        select(User)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            RoleGrant.role == Role.ADMIN, RoleGrant.revoked_at.is_(None), RoleGrant.confirmed_at.is_not(None)
        )
    )
    return [user for user in db.session.scalars(query) if user.id != but]
