"""A module shown on the wall to a meeting of staff, and who was there (criterion 5.2)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.facts import SchoolFacts
from app.models.account import User
from app.models.base import Base, Versioned
from app.models.school import School


class Meeting(Versioned, Base):
    """One meeting of a school's staff over one module, led by a facilitator."""

    __tablename__ = "meeting"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(20), unique=True)  # random, in URLs
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    module: Mapped[str] = mapped_column(String(40))  # folder id: "m3-reporting"
    module_version: Mapped[str] = mapped_column(String(10))
    held_on: Mapped[date]
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    screen: Mapped[str] = mapped_column(String(40))  # what is on the wall, to go on from there
    decided: Mapped[str] = mapped_column(Text, default="")  # what the meeting agreed to do
    minutes: Mapped[int] = mapped_column(Integer)  # how long it took, as the facilitator says
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    school: Mapped[School] = relationship()
    facilitator: Mapped[User] = relationship()
    attendance: Mapped[list["Attendance"]] = relationship(
        order_by="Attendance.id", cascade="all, delete-orphan"
    )

    def facts(self) -> SchoolFacts:
        return self.school.facts()


class Attendance(Base):
    """A member of staff who was at a meeting; somebody without an account is kept by name."""

    __tablename__ = "attendance"
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    name: Mapped[str] = mapped_column(String(120))

    __table_args__ = (UniqueConstraint("meeting_id", "user_id"),)
