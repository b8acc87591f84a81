"""A learner's personal certificate of completion: one module, or all five."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.facts import PersonFacts
from app.models.account import User
from app.models.base import Base

WHOLE_COURSE = "all"
LIVE = "withdrawn_at IS NULL"


class Completion(Base):
    """A completion that can be verified by its code. Drawn and sealed once; those bytes are kept and served.

    Of one completion at most one paper counts at a time: a new one, after a name was corrected, replaces the old.
    """

    __tablename__ = "completion"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(30), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    module: Mapped[str] = mapped_column(String(40))  # folder id, or "all"
    module_version: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(5))
    completed_on: Mapped[date]
    issued_on: Mapped[date]
    # all the document says, as plain values; emptied when the person is erased
    snapshot: Mapped[dict[str, Any]]
    pdf_key: Mapped[str | None] = mapped_column(String(120))
    pdf_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    prepared_at: Mapped[datetime | None]
    # replaced by a new one; or, with an empty snapshot, the person was erased
    withdrawn_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()

    __table_args__ = (
        Index(
            "uq_completion_live",
            "user_id",
            "module",
            "completed_on",
            unique=True,
            sqlite_where=text(LIVE),
            postgresql_where=text(LIVE),
        ),
        CheckConstraint("(pdf_key IS NULL) = (pdf_sha256 IS NULL)", name="pdf_with_its_hash"),
    )

    def facts(self) -> PersonFacts:
        return PersonFacts(self.user_id)

    @property
    def erased(self) -> bool:
        """Was it withdrawn with everything personal in it?"""
        return self.withdrawn_at is not None and not self.snapshot

    @property
    def replaced(self) -> bool:
        """Did a newer paper about the same completion take its place?"""
        return self.withdrawn_at is not None and bool(self.snapshot)
