"""Tools that a school fills in: as documents, and all of them for its own file."""

from collections.abc import Iterator

from babel.dates import format_date, get_timezone
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models.school import School
from app.models.tool import ToolDraft
from app.template_files import Sheet, filled
from app.web.language import written
from modules.load import load_template

ALL = (
    select(ToolDraft)
    .where(ToolDraft.school_id == bindparam("school"), ToolDraft.removed_at.is_(None))
    .options(joinedload(ToolDraft.school).joinedload(School.programme))
    .order_by(ToolDraft.id)
)


def of_school(school_id: int) -> list[ToolDraft]:
    """Everything a school is filling in. One query."""
    return list(db.session.scalars(ALL, {"school": school_id}))


def sheet(draft: ToolDraft) -> Sheet:
    """The document of a draft: the school’s name on top, where and when it was last changed."""
    school = draft.school
    local = draft.changed_at.astimezone(get_timezone(school.programme.timezone))
    day = format_date(local, "long", locale=written(draft.language))
    return filled(
        load_template(draft.template, draft.language),
        draft.answers,
        title=draft.title,
        school=school.name,
        about=", ".join(part for part in (school.locality, day) if part),
        moment=draft.changed_at,
    )


def file_name(draft: ToolDraft, kind: str) -> str:
    """A name that says what it is and sorts by date."""
    return f"{draft.template}-{draft.language}-{draft.changed_at:%Y-%m-%d}.{kind}"


def archived(school_id: int) -> Iterator[tuple[str, bytes]]:
    """Path and content of each draft as a Word file, for the archive of a school."""
    from app.template_files import docx

    for draft in of_school(school_id):
        yield f"tools/{draft.ref}-{file_name(draft, 'docx')}", docx(sheet(draft))
