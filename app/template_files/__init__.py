"""Tools as documents to fill in: the same template as DOCX and ODT. A template in, bytes out."""

from collections.abc import Callable

from app.template_files.open_document import odt
from app.template_files.word import docx
from modules.model import Template

WRITERS: dict[str, Callable[[Template], bytes]] = {"docx": docx, "odt": odt}
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}

__all__ = ["MEDIA_TYPES", "WRITERS", "docx", "odt"]
