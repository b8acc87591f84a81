"""What people sign in with: passwords, authenticator apps, links of mails."""

import re

import pyotp

from app import secrets
from app.clock import now
from app.extensions import db
from app.models import OutgoingMail, User
from app.passwords import hash_password

PASSWORD = "four quiet geese at dawn"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_password(user: User, password: str = PASSWORD) -> User:
    """Let a person sign in with a password alone."""
    user.password_hash, user.totp_confirmed_at = hash_password(password), None
    db.session.commit()
    return user


def give_app(user: User) -> User:
    """Set up an authenticator app with a known secret."""
    user.totp_secret, user.totp_confirmed_at = secrets.encrypt(SECRET), now()
    db.session.commit()
    return user


def code_now(steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return pyotp.TOTP(SECRET).at(now(), counter_offset=steps)


def mails_to(address: str) -> list[OutgoingMail]:
    """The mails to an address, oldest first."""
    return db.session.query(OutgoingMail).filter_by(recipient=address).order_by(OutgoingMail.id).all()


def link_in(mail: OutgoingMail) -> str:
    """The path of the first link in a mail."""
    found = re.search(r"http://localhost(/\S+)", mail.body)
    assert found, f"no link in {mail.body!r}"
    return found[1]
