"""The second factor: codes of an authenticator app (TOTP, RFC 6238) and one-time recovery codes."""

import hmac
from secrets import choice

import pyotp
import segno
from sqlalchemy import or_, update

from app import audit, clock, secrets
from app.accounts.operations import limits
from app.domain.errors import Invalid
from app.domain.message import Message
from app.extensions import db
from app.models.account import User, WebSession
from app.web.sessions import end_sessions

STEP = 30  # seconds a code lives
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no look-alikes
RECOVERY_CODES = 10
WRONG = Message(
    "This code is not right. Take the newest code from your app, and check that the clock of your phone is right."
)


def new_secret() -> str:
    """A secret for an authenticator app: 32 characters of base 32."""
    return pyotp.random_base32()


def picture(secret: str, email: str) -> str:
    """The secret as a QR code in SVG, as a data: address for <img>."""
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="CISS")
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=4, dark="#1d2a30", light="#fff"))


def step_of(secret: str, code: str) -> int | None:
    """The time step a code belongs to (the present one or a neighbour), or None when it is wrong."""
    totp, present = pyotp.TOTP(secret), int(clock.now().timestamp()) // STEP
    for step in (present, present - 1, present + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            return step
    return None


def _use_step(user: User, step: int) -> bool:
    """Take a code's time step; False when it was taken before. One conditional update: no two can."""
    fresh = or_(User.totp_last_step.is_(None), User.totp_last_step < step)
    query = update(User).where(User.id == user.id, fresh).values(totp_last_step=step)
    return bool(db.session.execute(query).rowcount)  # type: ignore[attr-defined]


def _use_recovery(user: User, code: str) -> bool:
    hashed, kept = _recovery_hash(code), list(user.recovery_hashes or [])
    if hashed not in kept:
        return False
    kept.remove(hashed)
    user.recovery_hashes = kept
    return True


def _recovery_hash(code: str) -> str:
    return secrets.keyed_hash("recovery code", "".join(c for c in code.upper() if c in ALPHABET))


def check_code(user: User, code: str, address: str) -> None:
    """Accept a code of the app or a recovery code, each once. Raises Invalid or TooMany."""
    counted = limits.keys(f"code {user.id}", address)
    limits.check(counted)
    code = "".join(code.split())
    secret = secrets.decrypt(user.totp_secret)
    step = step_of(secret, code) if secret else None
    if not (_use_step(user, step) if step is not None else _use_recovery(user, code)):
        limits.failed(counted)
        raise Invalid(WRONG, "code")


def recovery_codes() -> list[str]:
    """Ten new codes for the day the phone is lost: XXXXX-XXXXX, 49 bits each."""
    texts = ("".join(choice(ALPHABET) for _ in range(10)) for _ in range(RECOVERY_CODES))
    return [f"{text[:5]}-{text[5:]}" for text in texts]


def set_up_two_step(user: User, secret: str, code: str, session_row: str) -> list[str]:
    """Turn the second factor on (or move it to a new phone) after a right code; returns the recovery codes.

    Other sessions of the person end; this one counts as stepped up. Raises Invalid for a wrong code.
    """
    step = step_of(secret, "".join(code.split()))
    if step is None:
        raise Invalid(WRONG, "code")
    codes, moment = recovery_codes(), clock.now()
    user.totp_secret, user.totp_confirmed_at, user.totp_last_step = secrets.encrypt(secret), moment, step
    user.recovery_hashes = [_recovery_hash(one) for one in codes]
    end_sessions(user.id, keep=session_row)
    stepped_up(session_row)
    audit.record("set-up-two-step", user)
    return codes


def stepped_up(session_row: str) -> None:
    """Note in the session that a second factor was given just now."""
    query = update(WebSession).where(WebSession.token_hash == session_row)
    db.session.execute(query.values(stepped_up_at=clock.now()))


def renew_recovery_codes(user: User) -> list[str]:
    """Ten new recovery codes; the old ones stop working."""
    codes = recovery_codes()
    user.recovery_hashes = [_recovery_hash(one) for one in codes]
    audit.record("renew-recovery-codes", user)
    return codes
