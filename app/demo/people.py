"""How the people of the demonstration come in: by invitations, like everybody, with one password for all."""

import base64
import hashlib
from dataclasses import dataclass, field
from functools import cache

from sqlalchemy import update

from app import clock, secrets
from app.accounts.operations import DEMO_ENDING, accept_invitation, create_admin
from app.accounts.operations.sign_in import by_email
from app.extensions import db
from app.models.account import Invitation, PasswordReset, User
from app.passwords import hash_password

PASSWORD = "sunny harbour walk 2026"  # noqa: S105  of invented people, printed by ./ciss demo


@cache
def _hashed() -> str:
    """Hashed once: the hash is slow on purpose."""
    return hash_password(PASSWORD)


def address(handle: str) -> str:
    """The e-mail address of a person of the demonstration."""
    return f"{handle}{DEMO_ENDING}"


def totp_secret(handle: str) -> str:
    """The same secret in every demonstration, so that an authenticator app set up once goes on working."""
    return base64.b32encode(hashlib.sha256(address(handle).encode()).digest()[:20]).decode()


def _equip(user: User, handle: str, *, with_app: bool) -> User:
    user.password_hash = _hashed()
    if with_app:
        user.totp_secret, user.totp_confirmed_at = secrets.encrypt(totp_secret(handle)), clock.now()
    return user


def admin(handle: str, name: str) -> User:
    """An administrator, made as on the command line; the printed link is used up."""
    create_admin(email=address(handle), name=name)
    user = by_email(address(handle))
    assert user is not None
    mine = update(PasswordReset).where(PasswordReset.user_id == user.id)
    db.session.execute(mine.values(used_at=clock.now()))
    return _equip(user, handle, with_app=True)


def accept(invitation: Invitation, handle: str, *, timezone: str, with_app: bool = False) -> User:
    """Answer an invitation with a new account."""
    moment = clock.now()
    user = User(
        name=invitation.name, email=invitation.email, language=invitation.language, timezone=timezone,
        created_at=moment, last_sign_in_at=moment,
    )  # fmt: skip
    db.session.add(_equip(user, handle, with_app=with_app))
    db.session.flush()
    accept_invitation(invitation, user)
    return user


@dataclass
class Cast:
    """Who is there: administrators, and by country coordinator, experts, assessors."""

    admins: list[User] = field(default_factory=list)
    coordinators: dict[str, User] = field(default_factory=dict)
    experts: dict[str, list[User]] = field(default_factory=dict)
    assessors: dict[str, list[User]] = field(default_factory=dict)
