"""What the pages of the tools show."""

from app.casefile.tools import file_name
from app.template_files import MEDIA_TYPES
from app.tools.queries.draft import DraftPage, draft_page
from app.tools.queries.evidence import EvidencePage, draft_of_case, drafts_for, evidence_page
from app.tools.queries.files import blank_file, file, kind
from app.tools.queries.part import PartPage, part_page, typed_page
from app.tools.queries.reading import IndexPage, ToolPage, asked, index, known, template, tool_page

__all__ = [
    "MEDIA_TYPES",
    "DraftPage",
    "EvidencePage",
    "IndexPage",
    "PartPage",
    "ToolPage",
    "asked",
    "blank_file",
    "draft_of_case",
    "draft_page",
    "drafts_for",
    "evidence_page",
    "file",
    "file_name",
    "index",
    "kind",
    "known",
    "part_page",
    "template",
    "tool_page",
    "typed_page",
]
