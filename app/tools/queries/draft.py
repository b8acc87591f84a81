"""One draft as a whole: its parts, what was typed before, and the criteria it can become evidence for."""

from dataclasses import dataclass

from app.models.tool import ToolDraft
from app.template_files.form import Part, homeless, parts
from app.tools.queries.evidence import Offer, offers
from modules.load import load_template
from modules.model import Template


@dataclass(frozen=True)
class DraftPage:
    template: Template
    parts: tuple[Part, ...]
    before: tuple[tuple[str, str], ...]  # typed in parts that the tool has no more
    offers: tuple[Offer, ...]
    person: str  # who changed it last; empty when that account was erased

    @property
    def next(self) -> Part | None:
        """The first part that still waits."""
        return next((part for part in self.parts if part.state in ("new", "begun")), None)

    @property
    def open(self) -> int:
        """Lines still empty, in all parts that are in the document."""
        return sum(part.open for part in self.parts if not part.out)


def draft_page(draft: ToolDraft) -> DraftPage:
    """At most four queries, all for the open application."""
    template = load_template(draft.template, draft.language)
    return DraftPage(
        template=template,
        parts=parts(template, draft.answers),
        before=homeless(template, draft.answers),
        offers=offers(draft),
        person="" if draft.changed_by.erased_at else draft.changed_by.name,
    )
