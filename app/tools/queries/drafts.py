"""Drafts in lists: without what was typed in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select

from app import clock
from app.extensions import db
from app.models.account import User
from app.models.school import School
from app.models.tool import ToolDraft

SHOWN_AFTER_REMOVAL = timedelta(days=30)
LINES = (
    select(
        ToolDraft.ref,
        ToolDraft.title,
        ToolDraft.template,
        ToolDraft.changed_at,
        ToolDraft.removed_at,
        School.name.label("school"),
        User.name.label("person"),
        User.erased_at,
    )
    .join(School, School.id == ToolDraft.school_id)
    .join(User, User.id == ToolDraft.changed_by_id)
    .where(
        ToolDraft.school_id.in_(bindparam("schools", expanding=True)),
        or_(ToolDraft.removed_at.is_(None), ToolDraft.removed_at > bindparam("since")),
    )
    .order_by(ToolDraft.changed_at.desc(), ToolDraft.id.desc())
)


@dataclass(frozen=True)
class DraftLine:
    """A draft in a list. `person` is empty when that account was erased."""

    ref: str
    title: str
    template: str
    school: str
    changed_at: datetime
    person: str
    removed_at: datetime | None


def of_my_schools(schools: Sequence[int], template: str = "") -> tuple[DraftLine, ...]:
    """Drafts of these schools, changed last on top, with those removed lately. One query."""
    query = LINES.where(ToolDraft.template == template) if template else LINES
    values = {"schools": list(schools), "since": clock.now() - SHOWN_AFTER_REMOVAL}
    return tuple(
        DraftLine(
            row.ref, row.title, row.template, row.school, row.changed_at,
            "" if row.erased_at else row.person, row.removed_at,
        )
        for row in db.session.execute(query, values)
    )  # fmt: skip


def removed_lines(drafts: Sequence[DraftLine]) -> tuple[DraftLine, ...]:
    """Those that can be brought back."""
    return tuple(one for one in drafts if one.removed_at is not None)
