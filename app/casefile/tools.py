"""Tools that a school fills in: as documents, and all of them for its own file."""

from collections.abc import Iterator

from babel.dates import format_date, get_timezone
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.school import School
from app.models.tool import ToolDraft
from app.template_files import Sheet, docx, filled
from app.template_files.answers import without
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
    """Path and content of each draft as a Word file, for the archive of a school; made one after another."""
    sheets = [(f"tools/{one.ref}-{file_name(one, 'docx')}", sheet(one)) for one in of_school(school_id)]
    return ((path, docx(made)) for path, made in sheets)


def forget(user: User) -> None:
    """Before an account is erased: a line that holds nothing but this person's name is empty again.

    The rest of a draft is the school's own document, which it may rest evidence on.
    """
    held = select(RoleGrant.school_id).where(RoleGrant.user_id == user.id, RoleGrant.school_id.is_not(None))
    for draft in db.session.scalars(select(ToolDraft).where(ToolDraft.school_id.in_(held))):
        if without(draft.answers, user.name) != draft.answers:
            draft.answers = without(draft.answers, user.name)
