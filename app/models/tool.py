"""A school's own copy of a tool while it is being filled in."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.facts import SchoolFacts
from app.models.account import User
from app.models.base import Base, Versioned
from app.models.school import School


class ToolDraft(Versioned, Base):
    """A tool (template) filled in by a school, kept at every save. A school may keep several of one tool."""

    __tablename__ = "tool_draft"
    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(String(20), unique=True)  # random, in URLs
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id"), index=True)
    template: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(5))
    title: Mapped[str] = mapped_column(String(160))
    answers: Mapped[dict[str, Any]]  # what was typed (app.template_files.form)
    evidence_refs: Mapped[list[Any]] = mapped_column(default=list)  # evidence made of it
    started_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    started_at: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    school: Mapped[School] = relationship()
    changed_by: Mapped[User] = relationship(foreign_keys=[changed_by_id])

    def facts(self) -> SchoolFacts:
        return self.school.facts()
