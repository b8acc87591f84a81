"""The assessor's judgement: D and P for each criterion, findings, visits, and the decision."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import User
from app.models.application import Claim
from app.models.base import Base, Versioned, Word, one_of


class Severity(StrEnum):
    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"


class Outcome(StrEnum):
    AWARD = "award"
    DECLINE = "decline"


class Judgement(Versioned, Base):
    """What the assessor gives one claim: D (on paper) and P (in practice), 0 to 4, with the reason."""

    __tablename__ = "judgement"
    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), unique=True)
    assessor_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    d: Mapped[int | None] = mapped_column(Integer)
    p: Mapped[int | None] = mapped_column(Integer)
    expired: Mapped[bool] = mapped_column(
        Boolean, default=False
    )  # the document is past its own review date: caps D at 2
    five_tests: Mapped[bool | None] = mapped_column(Boolean)  # all five tests for level 4 met? "no" caps at 3
    tests: Mapped[dict[str, Any]] = mapped_column(default=dict)  # the answers by name of `levels.FiveTests`
    not_applicable: Mapped[bool] = mapped_column(Boolean, default=False)  # the school's reason was accepted
    reason: Mapped[str] = mapped_column(Text, default="")
    evidence_seen: Mapped[list[Any]] = mapped_column(
        default=list
    )  # [[evidence ref, version, sha256], …] in view
    given_at: Mapped[datetime]

    claim: Mapped[Claim] = relationship()

    __table_args__ = (
        CheckConstraint("d IS NULL OR d BETWEEN 0 AND 4", name="d"),
        CheckConstraint("p IS NULL OR p BETWEEN 0 AND 4", name="p"),
    )


class Finding(Versioned, Base):
    """Something that falls short. A major blocks every tier while open; a minor may be due later."""

    __tablename__ = "finding"
    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    criterion: Mapped[str] = mapped_column(String(5))
    severity: Mapped[Severity] = mapped_column(Word(Severity))
    text: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_note: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (CheckConstraint(one_of("severity", Severity), name="severity_known"),)


class Visit(Base):
    """An interview or a visit during an assessment: Silver needs remote interviews, Gold a visit."""

    __tablename__ = "visit"
    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))  # interviews | on-site | virtual
    held_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text)  # functions spoken with, never names of children
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime]

    __table_args__ = (CheckConstraint("kind IN ('interviews', 'on-site', 'virtual')", name="kind_known"),)


class Decision(Base):
    """One decider's vote. Gold needs two that agree; each person votes once."""

    __tablename__ = "decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    decider_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    outcome: Mapped[Outcome] = mapped_column(Word(Outcome))
    tier: Mapped[str | None] = mapped_column(String(10))
    conditions: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime]

    decider: Mapped[User] = relationship()

    __table_args__ = (
        UniqueConstraint("application_id", "decider_id"),
        CheckConstraint("(outcome = 'award') = (tier IS NOT NULL)", name="tier_if_award"),
    )
