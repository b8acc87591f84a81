"""An expert's opinion on a claim: advice, and changes asked for in up to three rounds."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import User
from app.models.application import Claim
from app.models.base import Base, Versioned, Word, one_of


class Readiness(StrEnum):
    """What an expert may say of a claim: never a level (standard.md)."""

    NOT_YET = "not-yet"
    NEARLY = "nearly"
    READY = "ready"


class Review(Versioned, Base):
    """The expert's present opinion on one claim."""

    __tablename__ = "review"
    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    readiness: Mapped[Readiness] = mapped_column(Word(Readiness))
    note: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[datetime]

    claim: Mapped[Claim] = relationship()
    expert: Mapped[User] = relationship()

    __table_args__ = (
        UniqueConstraint("claim_id", "expert_id"),
        CheckConstraint(one_of("readiness", Readiness), name="readiness_known"),
    )


class ChangeRequest(Versioned, Base):
    """A change asked for on one claim in one round, and the school's answer."""

    __tablename__ = "change_request"
    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    round: Mapped[int] = mapped_column(Integer)
    note: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime | None]  # empty while the round is being prepared
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    claim: Mapped[Claim] = relationship()

    __table_args__ = (
        UniqueConstraint("claim_id", "round"),
        CheckConstraint("round BETWEEN 1 AND 3", name="rounds"),
    )
