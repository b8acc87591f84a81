"""The organisation that is certified, and the tasks on its board."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.facts import ProgrammeFacts, SchoolFacts
from app.models.account import User
from app.models.base import Base, Versioned
from app.models.programme import Programme


class School(Versioned, Base):
    """A school in a programme. `name_key` and `place_key` are casefolded for search on every engine."""

    __tablename__ = "school"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(20), unique=True)  # in URLs: "by-00042"
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    source_id: Mapped[str | None] = mapped_column(String(40))  # id in the register it came from
    name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(String(240))
    place_key: Mapped[str] = mapped_column(String(400), default="")
    region: Mapped[str] = mapped_column(String(80), default="")
    district: Mapped[str] = mapped_column(String(80), default="")
    locality: Mapped[str] = mapped_column(String(80), default="")
    longitude: Mapped[float | None] = mapped_column(Float)
    latitude: Mapped[float | None] = mapped_column(Float)
    language: Mapped[str] = mapped_column(String(5))
    head_email: Mapped[str] = mapped_column(String(254), default="")
    created_at: Mapped[datetime]
    invited_at: Mapped[datetime | None]  # the head was invited
    registered_at: Mapped[datetime | None]  # the head came in
    commitment_signed_at: Mapped[datetime | None]
    commitment_signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    archived_at: Mapped[datetime | None]
    reached: Mapped[int] = mapped_column(
        Integer, default=0
    )  # furthest step of domain.funnel; kept by app.standing

    programme: Mapped[Programme] = relationship()

    __table_args__ = (
        UniqueConstraint("programme_id", "source_id"),
        CheckConstraint("length(name) > 0", name="named"),
        CheckConstraint("reached BETWEEN 0 AND 6", name="step_known"),
        Index("ix_school_programme_name", "programme_id", "name_key", "id"),
        Index("ix_school_programme_region_reached", "programme_id", "region", "reached"),
    )

    def facts(self) -> SchoolFacts:
        return SchoolFacts(self.id, self.programme_id)


class SchoolImport(Versioned, Base):
    """A file of schools that was read: its dry run is kept, so that its verdicts can be shown and taken in later."""

    __tablename__ = "school_import"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(20), unique=True)  # random, in URLs
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    filename: Mapped[str] = mapped_column(String(200))
    storage_key: Mapped[str] = mapped_column(String(120))  # the dry run, as app.register_store keeps it
    sha256: Mapped[str] = mapped_column(String(64))  # of the file as it was sent
    rows: Mapped[int] = mapped_column(Integer)
    good: Mapped[int] = mapped_column(Integer)
    known: Mapped[int] = mapped_column(Integer)  # in the register already
    bad: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    applied: Mapped[int] = mapped_column(Integer, default=0)  # schools that came in

    programme: Mapped[Programme] = relationship()

    __table_args__ = (CheckConstraint("rows = good + known + bad", name="no_row_lost"),)

    def facts(self) -> ProgrammeFacts:
        return ProgrammeFacts(self.programme_id)


class Task(Versioned, Base):
    """Something to do on a school's board; most come from a module's plan."""

    __tablename__ = "task"
    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), unique=True)
    criterion: Mapped[str | None] = mapped_column(String(5))
    title: Mapped[str] = mapped_column(String(300))
    who: Mapped[str] = mapped_column(String(120), default="")
    when: Mapped[str] = mapped_column(String(120), default="")
    proof: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    created_by: Mapped[User] = relationship(foreign_keys=[created_by_id])
    school: Mapped[School] = relationship()

    def facts(self) -> SchoolFacts:
        return self.school.facts()
