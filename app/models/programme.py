"""A country's run of the scheme, and who is asked to do what on an application."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.facts import AssignmentFacts, AssignmentState, Function, ProgrammeFacts
from app.models.account import User
from app.models.base import Base, Versioned, Word, one_of


class Programme(Versioned, Base):
    """One country's run of the scheme, led by a coordinator."""

    __tablename__ = "programme"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)  # in URLs: "belarus"
    country: Mapped[str] = mapped_column(String(2))  # ISO 3166-1 alpha-2, in references: BY-2026-0001
    name: Mapped[str] = mapped_column(String(120))
    languages: Mapped[list[Any]]  # codes, the certificate's first language first
    timezone: Mapped[str] = mapped_column(String(40))
    contacts: Mapped[list[Any]]  # [{kind, text, url, source, last_checked, confirmed}]
    days_off: Mapped[list[Any]] = mapped_column(
        default=list, server_default="[]"
    )  # ISO dates without school, beside public holidays
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    def facts(self) -> ProgrammeFacts:
        return ProgrammeFacts(self.id)


class Assignment(Versioned, Base):
    """One person's function on one application, with their declaration of interests."""

    __tablename__ = "assignment"
    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    function: Mapped[Function] = mapped_column(Word(Function))
    state: Mapped[AssignmentState] = mapped_column(Word(AssignmentState), default=AssignmentState.PROPOSED)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    declaration: Mapped[str] = mapped_column(Text, default="")
    declared_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")  # of a refusal, an objection or an end
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(foreign_keys=[user_id])

    __table_args__ = (
        CheckConstraint(one_of("function", Function), name="function_known"),
        CheckConstraint(one_of("state", AssignmentState), name="state_known"),
        Index(
            "uq_assignment_live",
            "application_id",
            "user_id",
            "function",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    def facts(self) -> AssignmentFacts:
        ended = self.ended_at.date() if self.ended_at else None
        return AssignmentFacts(
            self.user_id, self.function, self.state, self.school_id, self.programme_id, ended
        )
