"""One part of a draft as a form, as it is kept or as somebody typed it just now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import abort

from app.models.tool import ToolDraft
from app.template_files import answers
from app.template_files.form import Part, part
from modules.load import load_template
from modules.model import Template, TemplateSection


@dataclass(frozen=True)
class PartPage:
    draft: ToolDraft
    template: Template
    section: TemplateSection
    part: Part
    place: int  # from 1
    count: int
    before: str  # the parts beside this one, by id
    after: str
    stamp: str
    saved: tuple[tuple[str, str], ...] = ()  # what stands there now, where it differs from what was typed
    strays: tuple[tuple[str, str], ...] = ()  # what was typed and has no field any more


def part_page(draft: ToolDraft, part_id: str) -> PartPage:
    """A part of a draft; the first one where none is named, 404 for an unknown one. No query."""
    template = load_template(draft.template, draft.language)
    ids = [section.id for section in template.sections]
    if part_id and part_id not in ids:
        return abort(404)
    place = ids.index(part_id) if part_id else 0
    section = template.sections[place]
    return PartPage(
        draft=draft,
        template=template,
        section=section,
        part=part(section, draft.answers),
        place=place + 1,
        count=len(ids),
        before=ids[place - 1] if place else "",
        after=ids[place + 1] if place + 1 < len(ids) else "",
        stamp=answers.stamp(section, draft.answers),
    )


def typed_page(page: PartPage, sent: Mapping[str, str]) -> PartPage:
    """The same page with what was typed, and beside it what is kept where the two differ."""
    changed = answers.taken(page.section, page.draft.answers, sent)
    shown = part(page.section, answers.leave_out(page.section, changed, "leave-out" in sent))
    typed = {field.key: field.value for field in shown.fields}
    kept = ((field.key, field.value) for field in page.part.fields)
    return replace(
        page,
        part=shown,
        saved=tuple((key, value) for key, value in kept if value and value != typed[key]),
        strays=tuple(
            (key, value) for key, value in sent.items() if value and key not in typed and key != "leave-out"
        ),
    )
