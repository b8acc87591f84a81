"""Tools as forms and as documents: fields in a page, and the same tool as DOCX, ODT and PDF. No web, no database."""

from collections.abc import Callable

from app.template_files.open_document import odt
from app.template_files.paper import pdf
from app.template_files.sheet import Sheet, blank, filled
from app.template_files.word import docx

WRITERS: dict[str, Callable[[Sheet], bytes]] = {"docx": docx, "odt": odt, "pdf": pdf}
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
}

__all__ = ["MEDIA_TYPES", "WRITERS", "Sheet", "blank", "docx", "filled", "odt", "pdf"]
