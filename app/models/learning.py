"""One learner in one module: what was seen, answered and planned. Answers are added, never updated."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.facts import PersonFacts
from app.models.base import Base, Versioned


class Enrolment(Base):
    """A person while learning: one learner in one module. Status is derived by `domain.progress`, not stored."""

    __tablename__ = "enrolment"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    module: Mapped[str] = mapped_column(String(40))  # folder id: "m3-reporting"
    module_version: Mapped[str] = mapped_column(String(10))
    started_at: Mapped[datetime]
    passed_at: Mapped[datetime | None]  # the moment `progress` first said passed: a record, never an input

    __table_args__ = (UniqueConstraint("user_id", "module"),)

    def facts(self) -> PersonFacts:
        return PersonFacts(self.user_id)


class ScreenVisit(Base):
    """A screen that was seen to its end (the learner pressed Next or answered)."""

    __tablename__ = "screen_visit"
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True)
    screen: Mapped[str] = mapped_column(String(40), primary_key=True)
    seen_at: Mapped[datetime]


class Attempt(Base):
    """One go at a screen with items: pre-check, try, scenario or check."""

    __tablename__ = "attempt"
    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    screen: Mapped[str] = mapped_column(String(40))
    number: Mapped[int] = mapped_column(Integer)  # 1, 2, … per screen
    items: Mapped[list[Any]]  # ids in the order shown; for a scenario, the nodes walked
    module_version: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(5))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    score: Mapped[int | None]
    out_of: Mapped[int | None]

    __table_args__ = (UniqueConstraint("enrolment_id", "screen", "number"),)


class Response(Base):
    """An answer given to one item in one attempt. Written once: a repeated request changes nothing."""

    __tablename__ = "response"
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(40), primary_key=True)
    answer: Mapped[dict[str, Any]]  # {"chosen": [...]} or {"placed": {...}} or {"choice": …}
    right: Mapped[bool] = mapped_column(Boolean)
    answered_at: Mapped[datetime]


class Plan(Versioned, Base):
    """ "When …, then … will …; proof: …": what this learner's school will do after the module."""

    __tablename__ = "plan"
    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), unique=True)
    suggestion: Mapped[str | None] = mapped_column(String(40))
    criterion: Mapped[str | None] = mapped_column(String(5))
    when: Mapped[str] = mapped_column(String(120))
    who: Mapped[str] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(300))
    proof: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    saved_at: Mapped[datetime]
