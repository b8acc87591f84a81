"""A draft: begun, saved part by part, renamed, removed, brought back, forgotten after a month."""

import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta

from sqlalchemy import func, select

from app import audit, clock
from app.domain.action import Action
from app.domain.errors import Invalid, NotNow, Stale
from app.domain.message import Message
from app.extensions import db
from app.jobs import enqueue, job
from app.models.school import School
from app.models.tool import ToolDraft
from app.template_files import answers as words
from app.template_files.answers import Answers
from modules.model import Template, TemplateSection

MOST_DRAFTS = 100  # of one school
KEPT_AFTER_REMOVAL = timedelta(days=30)
CHANGES: dict[str, Callable[[TemplateSection, Answers], Answers]] = {
    "add-row": words.add_row,
    "own-words": words.own_words,
    "ready-words": words.ready_words,
}


def start(school: School, template: Template, known: Mapping[str, str], *, by: int) -> ToolDraft:
    """A school's own copy of a tool, with what the platform knows in its place. Raises NotNow at the limit."""
    _room(school.id)
    moment = clock.now()
    draft = ToolDraft(
        ref=f"td-{secrets.token_hex(6)}",
        school_id=school.id,
        template=template.id,
        language=template.language,
        title=template.title,
        answers=words.prefilled(template, known),
        evidence_refs=[],
        started_by_id=by,
        started_at=moment,
        changed_by_id=by,
        changed_at=moment,
    )
    db.session.add(draft)
    audit.record(Action.FILL_TOOL, draft, did="start", tool=template.id)
    return draft


def _room(school_id: int) -> None:
    query = select(func.count()).where(ToolDraft.school_id == school_id, ToolDraft.removed_at.is_(None))
    if (db.session.scalar(query) or 0) >= MOST_DRAFTS:
        raise NotNow(
            Message(
                "Your school has %(most)s drafts. Remove one that you no longer need, then go on.",
                {"most": MOST_DRAFTS},
            )
        )


def save_part(
    draft: ToolDraft, section: TemplateSection, sent: Mapping[str, str], shown: str | None, pressed: str | None, *, by: int
) -> None:  # fmt: skip
    """Keep what was typed in one part. Raises Stale when somebody saved it meanwhile, Invalid when it is too much."""
    if shown != words.stamp(section, draft.answers):
        raise Stale(
            Message(
                "This part was saved while you were writing, by a colleague or in another window. "
                "Nothing of yours is lost: it stands in the form below."
            )
        )
    changed = words.leave_out(section, words.taken(section, draft.answers, sent), "leave-out" in sent)
    changed = CHANGES.get(pressed or "", words.without_empty_rows)(section, changed)
    if words.size(changed) > words.LARGEST:
        raise Invalid(
            Message(
                "This is more than a tool can hold. Shorten it, or keep the long text in a file of its own."
            )
        )
    if changed != draft.answers:
        draft.answers = changed
        _touch(draft, by)
        audit.record(Action.FILL_TOOL, draft, did="save", part=section.id)


def rename(draft: ToolDraft, title: str, *, by: int) -> None:
    """Give a draft a title of its own."""
    draft.title = title
    _touch(draft, by)
    audit.record(Action.FILL_TOOL, draft, did="rename")


def _touch(draft: ToolDraft, by: int) -> None:
    draft.changed_by_id, draft.changed_at = by, clock.now()


def remove(draft: ToolDraft) -> None:
    """Put a draft away; after a month it is forgotten."""
    draft.removed_at = clock.now()
    audit.record(Action.FILL_TOOL, draft, did="remove")
    enqueue("forget-tool", after=draft.removed_at + KEPT_AFTER_REMOVAL, ref=draft.ref)


def bring_back(draft: ToolDraft) -> None:
    """Undo a removal. Raises NotNow at the limit of drafts."""
    _room(draft.school_id)
    draft.removed_at = None
    audit.record(Action.FILL_TOOL, draft, did="bring-back")


@job("forget-tool")
def forget_tool(ref: str) -> None:
    """Delete a draft that was removed a month ago and not brought back since."""
    query = select(ToolDraft).where(
        ToolDraft.ref == ref, ToolDraft.removed_at <= clock.now() - KEPT_AFTER_REMOVAL
    )
    draft = db.session.scalars(query).one_or_none()
    if draft is not None:
        audit.record("forget-tool", draft)
        db.session.delete(draft)
