"""Inviting people: a single-use link by mail, whose token is kept only as a hash. Used by every slice that invites.

The caller writes the audit record (its verb is the caller's: invite-head, invite-member, name-coordinator, propose-role).
"""

import re
import secrets
from datetime import timedelta

from sqlalchemy import select, update

from app import clock
from app.announce import write_to
from app.domain.errors import Invalid
from app.domain.message import Message
from app.domain.roles import Position, Role
from app.extensions import db
from app.models.account import Invitation, RoleGrant, User
from app.models.programme import Programme
from app.models.school import School
from app.web.sessions import token_hash

LIFE = timedelta(days=14)
PROPOSED = (Role.EXPERT, Role.ASSESSOR)  # a second person confirms these (product.md)
ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+")


def normal_email(text: str) -> str:
    """An e-mail address as it is kept: lower case, the domain in ASCII. Raises Invalid (field email)."""
    local, at, domain = text.strip().casefold().rpartition("@")
    try:
        address = local + at + domain.encode("idna").decode("ascii")
    except UnicodeError:
        address = ""
    dotted = local.startswith(".") or local.endswith(".") or ".." in address
    if len(address) > 254 or dotted or not ADDRESS.fullmatch(address):
        raise Invalid(
            Message("This is not a complete e-mail address. It looks like name@school.example."), "email"
        )
    return address


def invite(
    email: str,
    role: Role,
    *,
    by: int,
    name: str = "",
    language: str = "en",
    position: Position | None = None,
    programme: Programme | None = None,
    school: School | None = None,
) -> Invitation:
    """Invite an address to a role of a school (lead, member) or a programme; the mail is in the outbox afterwards.

    An earlier open invitation of the same address to the same role stops working. by: id of the person who invites.
    Raises Invalid (field email) for a bad address, a closed account, or somebody who holds the role already.
    """
    place = school or programme
    if place is None or (school is not None) is not (role in (Role.LEAD, Role.MEMBER)):
        raise ValueError("a school's roles are held in a school, the others in a programme")
    address = normal_email(email)
    _refuse_holder(address, role, position, place)
    scope = {"programme_id": None if school else place.id, "school_id": school.id if school else None}
    _revoke_earlier(address, role, scope)
    token, moment = secrets.token_urlsafe(32), clock.now()
    invitation = Invitation(
        token_hash=token_hash(token),
        email=address,
        name=name,
        role=role,
        position=position,
        language=language,
        invited_by_id=by,
        created_at=moment,
        expires_at=moment + LIFE,
        **scope,
    )
    db.session.add(invitation)
    _write(invitation, token, place.name)
    db.session.flush()
    return invitation


def _write(invitation: Invitation, token: str, place: str) -> None:
    """The mail with the link: the only place where the token is readable, and only until it is delivered."""
    inviter = db.session.get_one(User, invitation.invited_by_id)
    write_to(
        "invited",
        invitation.email,
        invitation.language,
        url=f"/accounts/invitations/{token}",
        person=invitation.name,
        inviter=inviter.name,
        place=place,
        role=invitation.role.value,
        position=invitation.position.value if invitation.position else "",
        until=invitation.expires_at,
    )


def propose_role(
    email: str, role: Role, programme: Programme, *, by: int, name: str = "", language: str = "en"
) -> Invitation:
    """Propose an expert or assessor: they accept by mail, then an administrator who is not `by` confirms.

    Raises Invalid as `invite` does, and ValueError for another role.
    """
    if role not in PROPOSED:
        raise ValueError(f"{role} is not proposed")
    return invite(email, role, by=by, name=name, language=language, programme=programme)


def waiting(*, school: School | None = None, programme: Programme | None = None) -> list[Invitation]:
    """Invitations of a school or a programme that were not answered yet, newest first; expired ones too."""
    query = select(Invitation).where(Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))
    if school is not None:
        query = query.where(Invitation.school_id == school.id)
    if programme is not None:
        query = query.where(Invitation.programme_id == programme.id)
    return list(db.session.scalars(query.order_by(Invitation.id.desc())))


def revoke(invitation: Invitation) -> None:
    """Take an open invitation back: its link says so from now on."""
    if invitation.accepted_at is None and invitation.revoked_at is None:
        invitation.revoked_at = clock.now()


def _refuse_holder(address: str, role: Role, position: Position | None, place: School | Programme) -> None:
    user = db.session.scalars(select(User).where(User.email == address)).one_or_none()
    if user is None:
        return
    if user.disabled_at is not None:
        raise Invalid(Message("This account is closed. Ask the administrator of the platform."), "email")
    column = RoleGrant.school_id if isinstance(place, School) else RoleGrant.programme_id
    query = select(RoleGrant.position).where(
        RoleGrant.user_id == user.id,
        RoleGrant.role == role,
        column == place.id,
        RoleGrant.revoked_at.is_(None),
    )
    if position in list(db.session.scalars(query)):
        raise Invalid(Message("This person holds this role already."), "email")


def _revoke_earlier(address: str, role: Role, scope: dict[str, int | None]) -> None:
    same = [getattr(Invitation, name).is_not_distinct_from(value) for name, value in scope.items()]
    query = update(Invitation).where(
        Invitation.email == address,
        Invitation.role == role,
        *same,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    db.session.execute(query.values(revoked_at=clock.now()))
