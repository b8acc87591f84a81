"""Choosing a password: by a link from a mail, or knowing the present one; and the first administrator."""

import secrets
from datetime import timedelta

from sqlalchemy import update

from app import audit, clock, passwords
from app.accounts.operations import limits
from app.accounts.operations.sign_in import by_email
from app.announce import absolute, announce, write_to
from app.domain.errors import AlreadyDone, Invalid
from app.domain.message import Message
from app.domain.roles import Role
from app.extensions import db
from app.invitations import normal_email
from app.models.account import PasswordReset, RoleGrant, User
from app.web.sessions import end_sessions, token_hash

LIFE = timedelta(hours=1)
FIRST_LIFE = timedelta(days=7)  # for the link the command line prints
MOST_MAILS = 3  # to one address within the window of the limits


def _link(user: User, life: timedelta) -> str:
    """The path of a fresh link; links made earlier stop working."""
    token, moment = secrets.token_urlsafe(32), clock.now()
    earlier = update(PasswordReset).where(PasswordReset.user_id == user.id, PasswordReset.used_at.is_(None))
    db.session.execute(earlier.values(used_at=moment))
    db.session.add(
        PasswordReset(
            token_hash=token_hash(token), user_id=user.id, created_at=moment, expires_at=moment + life
        )
    )
    return f"/accounts/reset/{token}"


def ask_reset(email: str, address: str) -> None:
    """Send a link to choose a new password, if there is such an account; say nothing about it. Raises TooMany."""
    counted = limits.keys(f"reset {email.casefold()}", address)
    counted[next(iter(counted))] = MOST_MAILS
    limits.check(counted)
    limits.count(counted)
    user = by_email(email)
    if user is None or user.email is None or user.disabled_at is not None:
        return
    write_to("password_reset_asked", user.email, user.language, url=_link(user, LIFE), person=user.name)
    audit.record("ask-reset", user, actor_id=user.id)


def reset_password(reset: PasswordReset, user: User, password: str) -> None:
    """Choose a new password by a link: it works once, and every session ends. Raises Invalid, AlreadyDone."""
    passwords.check(password, (user.name, user.email or ""))
    moment = clock.now()
    mine = update(PasswordReset).where(
        PasswordReset.token_hash == reset.token_hash,
        PasswordReset.used_at.is_(None),
        PasswordReset.expires_at > moment,
    )
    if not db.session.execute(mine.values(used_at=moment)).rowcount:  # type: ignore[attr-defined]
        raise AlreadyDone(Message("This link was used already. Ask for a new one."))
    user.password_hash = passwords.hash_password(password)
    end_sessions(user.id)
    audit.record("reset-password", user, actor_id=user.id)
    announce("password_changed", [user], url="/accounts/forgotten", act=True)


def prove_password(user: User, password: str, address: str, field: str) -> None:
    """Raise Invalid unless this is the person's present password; TooMany after many tries."""
    counted = limits.keys(f"present {user.id}", address)
    limits.check(counted)
    if not passwords.matches(user.password_hash, password):
        limits.failed(counted)
        raise Invalid(Message("This is not your present password."), field)


def change_password(user: User, present: str, password: str, address: str) -> None:
    """Change the password, knowing the present one; every session ends. Raises Invalid, TooMany."""
    prove_password(user, present, address, "present")
    passwords.check(password, (user.name, user.email or ""))
    user.password_hash = passwords.hash_password(password)
    end_sessions(user.id)
    audit.record("change-password", user)
    announce("password_changed", [user], url="/accounts/forgotten", act=True)


def create_admin(email: str, name: str) -> str:
    """Make a platform admin; returns the absolute link, valid once for a week, to choose the password.

    Raises Invalid when the address is bad or has an account. The caller commits (the command line).
    """
    address = normal_email(email)
    if by_email(address) is not None:
        raise Invalid(Message("There is an account with this address already. Use another address."), "email")
    moment = clock.now()
    user = User(name=name, email=address, language="en", created_at=moment)
    db.session.add(user)
    db.session.flush()
    db.session.add(RoleGrant(user_id=user.id, role=Role.ADMIN, granted_at=moment, confirmed_at=moment))
    audit.record("create-admin", user, personal={"email": address, "name": name})
    return absolute(_link(user, FIRST_LIFE))
