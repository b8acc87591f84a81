"""Erasing a person: what is about them goes, what schools and the log rest on stays without their name."""

import json

from sqlalchemy import String, cast, delete, or_, select, update

from app import audit, clock, recall
from app.accounts.operations.passwords import prove_password
from app.casefile import tools
from app.certification import completions
from app.domain.errors import NotReady
from app.domain.message import Message
from app.domain.readiness import Obstacle
from app.extensions import db
from app.models.account import Invitation, PasswordReset, RoleGrant, User, WebSession
from app.models.audit import AuditEvent, AuditPayload
from app.models.meeting import Attendance
from app.models.message import Notice, OutgoingMail
from app.models.school import School

ERASED = "–"  # stands where the name stood


def note_export(user: User) -> None:
    """Record that a person took a copy of their data."""
    audit.record("export-data", user)


def erase(user: User, password: str, address: str, obstacles: tuple[Obstacle, ...]) -> None:
    """Empty everything personal of an account and end it. Raises NotReady, Invalid (wrong password), TooMany.

    The row stays for the log, with training results as figures without a name (GDPR, article 17).
    """
    if obstacles:
        raise NotReady(Message("Your account cannot be erased yet."), obstacles)
    prove_password(user, password, address, "password")
    email, moment = user.email or "", clock.now()
    audit.record("erase-account", user)
    _empty_log(user, email)
    _empty_traces(user, email)
    tools.forget(user)
    recall.forget(user)
    completions.forget(user)
    live = update(RoleGrant).where(RoleGrant.user_id == user.id, RoleGrant.revoked_at.is_(None))
    db.session.execute(live.values(revoked_at=moment))
    user.email, user.name, user.password_hash = None, ERASED, None
    user.totp_secret, user.totp_confirmed_at, user.recovery_hashes = None, None, None
    user.last_sign_in_at, user.erased_at = None, moment
    db.session.flush()


def _empty_log(user: User, email: str) -> None:
    """Payloads about the person or with their address; the chain holds, for it rests on hashes."""
    about = (AuditEvent.subject_type == "User") & (AuditEvent.subject_ref == str(user.id))
    events = select(AuditEvent.id).where(about)
    written = cast(AuditPayload.personal, String)
    named = written.contains(json.dumps(email), autoescape=True)
    found = delete(AuditPayload).where(or_(AuditPayload.event_id.in_(events), named))
    db.session.execute(found, execution_options={"synchronize_session": False})


def _empty_traces(user: User, email: str) -> None:
    db.session.execute(delete(Notice).where(Notice.user_id == user.id))
    db.session.execute(
        delete(OutgoingMail).where(or_(OutgoingMail.user_id == user.id, OutgoingMail.recipient == email))
    )
    db.session.execute(delete(WebSession).where(WebSession.user_id == user.id))
    db.session.execute(delete(PasswordReset).where(PasswordReset.user_id == user.id))
    open_ones = update(Invitation).where(Invitation.email == email, Invitation.accepted_at.is_(None))
    db.session.execute(open_ones.values(revoked_at=clock.now()))
    db.session.execute(update(Invitation).where(Invitation.email == email).values(email="", name=""))
    db.session.execute(update(School).where(School.head_email == email).values(head_email=""))
    db.session.execute(update(Attendance).where(Attendance.user_id == user.id).values(name=ERASED))
