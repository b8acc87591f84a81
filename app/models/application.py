"""A school's request for an award: the application, its claims, and their evidence."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.facts import ApplicationFacts, ClaimFacts, EvidenceFacts
from app.domain.workflow import FINAL, State
from app.models.account import User
from app.models.base import Base, Versioned, Word, one_of
from app.models.programme import Assignment, Programme
from app.models.school import School

OPEN_SQL = "state NOT IN ({})".format(", ".join(f"'{state.value}'" for state in FINAL))


class EvidenceForm(StrEnum):
    FILE = "file"
    LINK = "link"
    TEXT = "text"


class EvidenceState(StrEnum):
    """Life of one version of evidence (product.md); `superseded` by a newer version, `purged` keeps only the hash."""

    AVAILABLE = "available"
    QUARANTINED = "quarantined"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    PURGED = "purged"


class Application(Versioned, Base):
    """One application, pinned to a version of the scheme from its first second."""

    __tablename__ = "application"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(20), unique=True)  # in URLs: "BY-2026-0001"
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    scheme_version: Mapped[str] = mapped_column(String(10))
    state: Mapped[State] = mapped_column(Word(State), default=State.DRAFT)
    support_round: Mapped[int] = mapped_column(Integer, default=0)  # rounds of changes requested: 0 to 3
    opened_at: Mapped[datetime]
    moved_at: Mapped[datetime]  # when the state last changed
    submitted_at: Mapped[datetime | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    information_asked: Mapped[str] = mapped_column(Text, default="")
    information_answer: Mapped[str] = mapped_column(Text, default="")
    facts_answer: Mapped[str] = mapped_column(Text, default="")
    facts_checked_at: Mapped[datetime | None]
    facts_reply: Mapped[str] = mapped_column(
        Text, default=""
    )  # the assessor's answer to what the school wrote
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    ceiling: Mapped[str | None] = mapped_column(String(10))  # tier computed when the assessment was finished
    closed_reason: Mapped[str] = mapped_column(Text, default="")

    school: Mapped[School] = relationship()
    programme: Mapped[Programme] = relationship()
    assignments: Mapped[list[Assignment]] = relationship(order_by=Assignment.id)
    claims: Mapped[list["Claim"]] = relationship(back_populates="application", order_by="Claim.id")

    __table_args__ = (
        CheckConstraint(one_of("state", State), name="state_known"),
        CheckConstraint("support_round BETWEEN 0 AND 3", name="rounds"),
        CheckConstraint("submitted_at IS NULL OR submitted_by_id IS NOT NULL", name="submitted_by_somebody"),
        Index(
            "uq_application_open",
            "school_id",
            unique=True,
            sqlite_where=text(OPEN_SQL),
            postgresql_where=text(OPEN_SQL),
        ),
        Index("ix_application_programme_state", "programme_id", "state"),
    )

    def facts(self) -> ApplicationFacts:
        judged = frozenset({self.judged_by_id}) if self.judged_by_id else frozenset()
        return ApplicationFacts(
            school_id=self.school_id,
            programme_id=self.programme_id,
            state=self.state,
            assignments=tuple(a.facts() for a in self.assignments),
            submitted_by=self.submitted_by_id,
            judged_by=judged,
            judge_decides=self.judged_by_id is not None and self.ceiling in (None, "bronze"),
        )


class Claim(Versioned, Base):
    """The school's statement for one criterion."""

    __tablename__ = "claim"
    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    criterion: Mapped[str] = mapped_column(String(5))
    level: Mapped[int | None] = mapped_column(Integer)  # claimed: 0 to 4; empty: not rated yet
    not_applicable: Mapped[bool] = mapped_column(Boolean, default=False)
    reason: Mapped[str] = mapped_column(Text, default="")  # why it does not apply
    how: Mapped[str] = mapped_column(Text, default="")  # how we do it
    responsible: Mapped[str] = mapped_column(String(120), default="")
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("user_account.id")
    )  # who was given this criterion
    changed_at: Mapped[datetime | None]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    application: Mapped[Application] = relationship(back_populates="claims")
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])
    evidence: Mapped[list["Evidence"]] = relationship(back_populates="claim", order_by="Evidence.id")

    __table_args__ = (
        UniqueConstraint("application_id", "criterion"),
        CheckConstraint("level IS NULL OR level BETWEEN 0 AND 4", name="level"),
        CheckConstraint("NOT (not_applicable AND level IS NOT NULL)", name="level_or_not_applicable"),
    )

    def facts(self) -> ClaimFacts:
        owners = frozenset({self.owner_id}) if self.owner_id else frozenset()
        return ClaimFacts(self.application.facts(), owners)


class Evidence(Versioned, Base):
    """A file, link or text that supports a claim; its versions are kept."""

    __tablename__ = "evidence"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(20), unique=True)  # random, in URLs
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    title: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(
        String(20)
    )  # method it supports: examine, interview, observe, test, record, survey
    dated_on: Mapped[date]
    review_on: Mapped[date | None]  # its own review date; past it caps D at 2
    language: Mapped[str] = mapped_column(String(5))
    restricted: Mapped[bool] = mapped_column(Boolean, default=False)
    reader_ids: Mapped[list[Any]] = mapped_column(default=list)
    redaction_declared_at: Mapped[datetime]
    redaction_declared_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    claim: Mapped[Claim] = relationship(back_populates="evidence")
    versions: Mapped[list["EvidenceVersion"]] = relationship(
        back_populates="evidence", order_by="EvidenceVersion.number"
    )
    glass: Mapped[list["BreakGlass"]] = relationship(order_by="BreakGlass.id")

    @property
    def current(self) -> "EvidenceVersion":
        return self.versions[-1]

    def facts(self) -> EvidenceFacts:
        frozen = any(version.frozen_at for version in self.versions)
        return EvidenceFacts(
            self.claim.facts(),
            restricted=self.restricted,
            readers=frozenset(self.reader_ids),
            broken_glass=frozenset(glass.user_id for glass in self.glass if glass.open()),
            frozen=frozen,
        )


class EvidenceVersion(Base):
    """One version of a piece of evidence, with the hash of exactly what is stored."""

    __tablename__ = "evidence_version"
    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    form: Mapped[EvidenceForm] = mapped_column(Word(EvidenceForm))
    state: Mapped[EvidenceState] = mapped_column(Word(EvidenceState), default=EvidenceState.AVAILABLE)
    filename: Mapped[str] = mapped_column(String(160), default="")  # shown, never a path
    media_type: Mapped[str] = mapped_column(String(100), default="text/plain")
    size: Mapped[int] = mapped_column(Integer, default=0)
    sha256: Mapped[str] = mapped_column(String(64))
    storage_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    url: Mapped[str] = mapped_column(String(500), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    scanned_at: Mapped[datetime | None]
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    frozen_at: Mapped[datetime | None]  # the submission that first relied on it
    purged_at: Mapped[datetime | None]

    evidence: Mapped[Evidence] = relationship(back_populates="versions")
    added_by: Mapped[User] = relationship(foreign_keys=[added_by_id])

    def facts(self) -> EvidenceFacts:
        return self.evidence.facts()

    __table_args__ = (
        UniqueConstraint("evidence_id", "number"),
        CheckConstraint(one_of("form", EvidenceForm), name="form_known"),
        CheckConstraint(one_of("state", EvidenceState), name="state_known"),
        CheckConstraint(
            "(form = 'file') = (storage_key IS NOT NULL) OR state = 'purged'", name="file_is_stored"
        ),
    )


class BreakGlass(Base):
    """Emergency access to one piece of evidence: reason, time limit, logged, the school is told."""

    __tablename__ = "break_glass"
    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    reason: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    def open(self) -> bool:
        from app.clock import now

        return now() < self.expires_at
