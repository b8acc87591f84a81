"""The append-only, hash-chained log. Database triggers refuse UPDATE and DELETE on both engines."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class AuditEvent(Base):
    """One move. `details` holds no personal data; that is in `AuditPayload`, which can be erased."""

    __tablename__ = "audit_event"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 1, 2, 3 … without gaps
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(40))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_ref: Mapped[str] = mapped_column(String(60))
    programme_id: Mapped[int | None]
    school_id: Mapped[int | None]
    application_id: Mapped[int | None]
    details: Mapped[dict[str, Any]]
    payload_sha256: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)

    __table_args__ = (
        Index("ix_audit_event_application", "application_id", "id"),
        Index("ix_audit_event_school", "school_id", "id"),
        Index("ix_audit_event_programme", "programme_id", "id"),
        Index("ix_audit_event_actor", "actor_id", "id"),
        Index("ix_audit_event_subject", "subject_type", "subject_ref"),
    )


class AuditPayload(Base):
    """The personal part of an event (a name, an address): erasable; the chain still verifies by its hash."""

    __tablename__ = "audit_payload"
    event_id: Mapped[int] = mapped_column(ForeignKey("audit_event.id"), primary_key=True)
    personal: Mapped[dict[str, Any]]
