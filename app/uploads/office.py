"""Word and Excel files (Office Open XML): read part by part, checked, and packed anew without personal
data.
"""

import re
from collections.abc import Iterator

from app.domain.message import Message
from app.uploads import markup, package, relations
from app.uploads.fields import OUTSIDE, FieldWatch
from app.uploads.metadata import without_metadata
from app.uploads.package import MACROS
from app.uploads.verdict import Limits, Refused, Rewritten

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/"
_BLANK = {
    "docprops/core.xml": _HEAD
    + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties"/>',
    "docprops/app.xml": _HEAD + f'<Properties xmlns="{_PROPERTIES}extended-properties"/>',
    "docprops/custom.xml": _HEAD + f'<Properties xmlns="{_PROPERTIES}custom-properties"/>',
}
_MARKUP = {".xml", ".rels", ".vml", ".svg"}
_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".webp"}
_INERT = re.compile(r"xl/printersettings/[^/]+\.bin|word/fonts/[^/]+\.odttf|ppt/fonts/[^/]+\.fntdata")
_MACRO_PART = re.compile(r"vbaproject|vbadata|macrosheets/|dialogsheets/|activex/")
_OUTSIDE_PART = re.compile(r"xl/externallinks/|xl/connections\.xml|xl/querytables/|/embeddings/")
_WATCHED = (b"instrText", b"fldSimple", b"imagedata", b"urn:schemas-microsoft-com:")
_TEMPLATE = re.compile(rb"<\w+:attachedTemplate\b[^>]*/>")


def rewrite(data: bytes, limits: Limits) -> Rewritten:
    """The document without author, dates, thumbnails and places in its pictures; `Refused` for macros,
    embedded files and anything fetched from outside.
    """
    notes: list[Message] = []
    content = package.pack(_cleaned(data, limits, notes))
    return Rewritten(content, notes=tuple(notes))


def _cleaned(data: bytes, limits: Limits, notes: list[Message]) -> Iterator[tuple[str, bytes]]:
    """The parts that stay, one at a time; what the person should know is added to `notes`."""
    for name, content in package.parts(data, limits):
        lower = name.casefold()
        _check_name(lower)
        if lower.startswith("docprops/thumbnail."):
            continue
        if lower in _BLANK:
            content = _BLANK[lower].encode()
        elif lower.endswith(".rels"):
            content, more = relations.rewrite(content)
            notes += [note for note in more if note not in notes]
        elif package.part_ending(lower) in _MARKUP:
            _check_markup(content)
            if lower.endswith("/settings.xml"):
                content = _TEMPLATE.sub(b"", content)
        else:
            content = without_metadata(content)
        yield name, content


def _check_name(lower: str) -> None:
    if _MACRO_PART.search(lower):
        raise Refused(MACROS)
    if _OUTSIDE_PART.search(lower):
        raise Refused(OUTSIDE)
    if package.part_ending(lower) not in _MARKUP | _PICTURES and not _INERT.fullmatch(lower):
        raise Refused(
            Message(
                "A part of this document is of a kind that we cannot check (%(part)s). Please save it as "
                "PDF and "
                "upload that.",
                {"part": lower.rsplit("/", 1)[-1][:60]},
            )
        )


def _check_markup(content: bytes) -> None:
    """Well-formed, without entities, and without fields and drawings that fetch."""
    if any(word in content for word in _WATCHED):
        watch = FieldWatch()
        markup.check(content, watch.visit, watch.hear)
    else:
        markup.check(content)
