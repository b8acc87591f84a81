"""The granted tier with its period and a snapshot of what it attests."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    and_,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.domain.award import Status
from app.domain.facts import AwardFacts
from app.domain.workflow import AwardState
from app.models.application import Application
from app.models.base import Base, Versioned, Word, one_of
from app.models.school import School


class Award(Versioned, Base):
    """An award. Its certificate is rendered and signed once; those bytes and their hash are kept for ever."""

    __tablename__ = "award"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(30), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), unique=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    tier: Mapped[str] = mapped_column(String(10))
    scheme_version: Mapped[str] = mapped_column(String(10))
    state: Mapped[AwardState] = mapped_column(Word(AwardState), default=AwardState.ACTIVE)
    issued_on: Mapped[date] = mapped_column(index=True)
    expires_on: Mapped[date]
    conditions: Mapped[str] = mapped_column(Text, default="")
    snapshot: Mapped[dict[str, Any]]  # CertificateFacts as plain values: all a certificate says
    decided_by_ids: Mapped[list[Any]]
    state_reason: Mapped[str] = mapped_column(Text, default="")  # public words for a suspension or withdrawal
    state_changed_at: Mapped[datetime | None]
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("award.id"))
    status_index: Mapped[int | None] = mapped_column(Integer, unique=True)
    pdf_key: Mapped[str | None] = mapped_column(String(120))
    pdf_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    credential_key: Mapped[str | None] = mapped_column(String(120))
    credential_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    prepared_at: Mapped[datetime | None]  # when the certificate was rendered and signed
    reminders: Mapped[int] = mapped_column(Integer, default=0, server_default="0")  # sent of the end: 0 to 3

    application: Mapped[Application] = relationship()
    school: Mapped[School] = relationship()
    levels: Mapped[list["AwardLevel"]] = relationship(
        cascade="all, delete-orphan", order_by="AwardLevel.module"
    )

    __table_args__ = (
        CheckConstraint(one_of("state", AwardState), name="state_known"),
        CheckConstraint("tier IN ('bronze', 'silver', 'gold')", name="tier_known"),
        CheckConstraint("expires_on > issued_on", name="period"),
        CheckConstraint("(pdf_key IS NULL) = (pdf_sha256 IS NULL)", name="pdf_with_its_hash"),
    )

    def facts(self) -> AwardFacts:
        return AwardFacts(self.application.facts(), self.state, frozenset(self.decided_by_ids))

    @classmethod
    def is_worth(cls, word: Status, today: date) -> ColumnElement[bool]:
        """`app.domain.award.status` as a condition on rows."""
        if word in (Status.WITHDRAWN, Status.SUPERSEDED):
            return cls.state == AwardState(word.value)
        if word is Status.EXPIRED:
            stopped = (AwardState.ACTIVE, AwardState.SUSPENDED)
            return and_(cls.state.in_(stopped), cls.expires_on < today)
        return and_(cls.state == AwardState(word.value), cls.expires_on >= today)

    @validates("snapshot")
    def _spread(self, name: str, snapshot: dict[str, Any]) -> dict[str, Any]:
        """The module profile goes into rows of its own, that the register can ask for."""
        self.levels = [
            AwardLevel(module=int(number), level=int(level))
            for number, _, level in snapshot.get("module_levels", ())
        ]
        return snapshot


class AwardLevel(Base):
    """What a certificate says of one module, beside its snapshot: JSON cannot be searched alike on every engine."""

    __tablename__ = "award_level"
    award_id: Mapped[int] = mapped_column(ForeignKey("award.id"), primary_key=True)
    module: Mapped[int] = mapped_column(Integer, primary_key=True)  # 1 to 5
    level: Mapped[int] = mapped_column(Integer)  # 0 to 4

    __table_args__ = (
        CheckConstraint("level BETWEEN 0 AND 4", name="level_known"),
        Index("ix_award_level_module_level", "module", "level"),
    )


class SupersededDocument(Base):
    """A file of a certificate that was issued again since: still ours and unchanged, but no longer the newest.

    Its bytes stay under `key`; somebody who was handed it is told that there is a newer one.
    """

    __tablename__ = "superseded_document"
    id: Mapped[int] = mapped_column(primary_key=True)
    award_id: Mapped[int] = mapped_column(ForeignKey("award.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(String(130))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    replaced_at: Mapped[datetime]

    __table_args__ = (CheckConstraint("kind IN ('pdf', 'credential', 'jwt')", name="kind_known"),)


class Letter(Base):
    """A document beside the certificate, drawn and sealed once. `subject` is the ref of a school or an application,
    or an award's code, as the kind has it; the bytes under `key` are kept and served.
    """

    __tablename__ = "letter"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(String(30))
    key: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    prepared_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("kind", "subject"),
        CheckConstraint("kind IN ('commitment', 'decision', 'report', 'poster')", name="kind_known"),
    )
