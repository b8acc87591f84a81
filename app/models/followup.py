"""The questions that come back on days 2, 7 and 30 after a module was passed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.follow_up import PlanState
from app.models.base import Base, Versioned, Word, one_of
from app.models.learning import Enrolment


class FollowUp(Versioned, Base):
    """One follow-up of one learner in one module. Its answers are an `Attempt`; it never takes a pass away."""

    __tablename__ = "follow_up"
    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    day: Mapped[int] = mapped_column(Integer)  # 2, 7 or 30
    due_on: Mapped[date] = mapped_column(index=True)  # where the learner is, moved off days without school
    sent_at: Mapped[datetime | None]
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("attempt.id"))
    plan_state: Mapped[PlanState | None] = mapped_column(Word(PlanState))  # empty: not said, or not asked
    plan_note: Mapped[str] = mapped_column(String(300), default="")
    finished_at: Mapped[datetime | None]  # the questions are answered

    enrolment: Mapped[Enrolment] = relationship()

    __table_args__ = (
        UniqueConstraint("enrolment_id", "day"),
        CheckConstraint("day IN (2, 7, 30)", name="day_known"),
        CheckConstraint(one_of("plan_state", PlanState), name="plan_state_known"),
    )
