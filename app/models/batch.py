"""Hundreds of certificates at once: issued again, or packed to download, with progress that outlives a tab."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.facts import ProgrammeFacts
from app.models.award import Award
from app.models.base import Base, Versioned, Word, one_of
from app.models.programme import Programme


class BatchKind(StrEnum):
    """What is done with each award of a batch."""

    REISSUE = "reissue"
    DOWNLOAD = "download"


class Batch(Versioned, Base):
    """One request for many certificates. Its progress is counted from its items, never stored."""

    __tablename__ = "batch"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(20), unique=True)  # random, in URLs
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    kind: Mapped[BatchKind] = mapped_column(Word(BatchKind))
    choice: Mapped[dict[str, Any]]  # the filters that chose the awards, to say so on the page
    reason: Mapped[str] = mapped_column(Text, default="")  # why they are issued again
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    asked_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    storage_key: Mapped[str | None] = mapped_column(String(120))  # of the zip
    sha256: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer, default=0)
    expires_at: Mapped[datetime | None]  # the zip is removed then; it can be asked for again

    programme: Mapped[Programme] = relationship()
    items: Mapped[list["BatchItem"]] = relationship(order_by="BatchItem.award_id")

    __table_args__ = (CheckConstraint(one_of("kind", BatchKind), name="kind_known"),)

    def facts(self) -> ProgrammeFacts:
        return ProgrammeFacts(self.programme_id)


class BatchItem(Base):
    """One award of a batch: done once, however often a worker was killed."""

    __tablename__ = "batch_item"
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), primary_key=True)
    award_id: Mapped[int] = mapped_column(ForeignKey("award.id"), primary_key=True)
    done_at: Mapped[datetime | None]
    failed: Mapped[str] = mapped_column(String(200), default="")
    result_key: Mapped[str | None] = mapped_column(String(120))  # storage key of what was made
    result_sha256: Mapped[str | None] = mapped_column(String(64))

    award: Mapped[Award] = relationship()
