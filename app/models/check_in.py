"""What a school says once a year of a long award."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import User
from app.models.award import Award
from app.models.base import Base, Versioned


class CheckIn(Versioned, Base):
    """One check-in of an award, from the first time the school is told of it. Its days are `app.domain.check_in`'s."""

    __tablename__ = "check_in"
    id: Mapped[int] = mapped_column(primary_key=True)
    award_id: Mapped[int] = mapped_column(ForeignKey("award.id"))
    number: Mapped[int] = mapped_column(Integer)  # 1, 2, … within the award
    told: Mapped[int] = mapped_column(Integer, default=0)  # 1: that it is open, 2: that it is late
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)  # question → {"done": bool, "words": str}
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    award: Mapped[Award] = relationship()
    answered_by: Mapped[User | None] = relationship()

    __table_args__ = (
        UniqueConstraint("award_id", "number"),
        CheckConstraint("number > 0", name="counted_from_one"),
        CheckConstraint("told BETWEEN 0 AND 2", name="told_known"),
        CheckConstraint("(answered_at IS NULL) = (answered_by_id IS NULL)", name="answered_by_somebody"),
    )
