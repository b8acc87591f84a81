"""OpenDocument texts (ODT): read part by part, checked, and packed anew without personal data."""

import io
from collections.abc import Iterator, Mapping

from PIL import Image

from app.domain.message import Message
from app.uploads import markup, package
from app.uploads.fields import OUTSIDE
from app.uploads.metadata import without_metadata
from app.uploads.relations import leads_to_web
from app.uploads.verdict import Limits, Refused, Rewritten

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_SCRIPT = "urn:oasis:names:tc:opendocument:xmlns:script:1.0"
_XLINK = "http://www.w3.org/1999/xlink"
_META = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta xmlns:office="{_OFFICE}" '
    'office:version="1.3"><office:meta/></office:document-meta>'
).encode()
_SETTINGS = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-settings xmlns:office="{_OFFICE}" '
    'office:version="1.3"><office:settings/></office:document-settings>'
).encode()
_MIMETYPE = b"application/vnd.oasis.opendocument.text"
_MARKUP = {".xml", ".rdf", ".svg"}
_INERT = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".webp", ".ttf", ".otf"}
_MACRO_FOLDERS = ("basic/", "scripts/", "dialogs/")
_MACROS = Message(
    "This file contains macros (small programs). Please save it without macros, or as PDF, and upload that."
)
_LINK_ELEMENTS = {"a", "bookmark-ref", "reference-ref"}
_DDE_ELEMENTS = {
    "dde-source",
    "dde-connection-decl",
    "dde-connection",
    "database-row-select",
    "connection-resource",
}


def rewrite(data: bytes, limits: Limits) -> Rewritten:
    """The document without author, printer, dates and thumbnail; `Refused` for macros, embedded programs'
    files and anything fetched from outside.
    """
    return Rewritten(package.pack(_cleaned(data, limits)))


def _cleaned(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    yield "mimetype", _MIMETYPE
    for name, content in package.parts(data, limits):
        lower = name.casefold()
        if lower != "mimetype":
            yield name, _clean(lower, content)


def _clean(lower: str, content: bytes) -> bytes:
    if lower.startswith(_MACRO_FOLDERS):
        return _empty_library(content, lower)
    if lower.startswith("thumbnails/"):
        return _blank_picture()
    if lower.rsplit("/", 1)[-1] == "meta.xml":
        return _META
    if lower.rsplit("/", 1)[-1] == "settings.xml":
        return _SETTINGS
    if not content:
        return content  # Writer keeps a few empty parts
    if package.part_ending(lower) in _MARKUP:
        markup.check(content, _visit)
        return content
    if package.part_ending(lower) in _INERT or lower == "layout-cache":
        return without_metadata(content)
    if lower.startswith("objectreplacements/"):
        return content
    raise Refused(
        Message(
            "A part of this document is of a kind that we cannot check (%(part)s). Please save it as PDF and "
            "upload that.",
            {"part": lower.rsplit("/", 1)[-1][:60]},
        )
    )


def _empty_library(content: bytes, lower: str) -> bytes:
    """Writer keeps an empty list of libraries in many documents; one module in it is a macro."""

    def visit(name: str, _: Mapping[str, str]) -> None:
        if name.rpartition(" ")[2] in ("element", "module", "window"):
            raise Refused(_MACROS)

    if package.part_ending(lower) not in (".xml", ".xlb", ".xlc"):
        raise Refused(_MACROS)
    markup.check(content, visit)
    return content


def _visit(name: str, attributes: Mapping[str, str]) -> None:
    """One element: no scripts, no data from elsewhere, and links only where a person clicks them."""
    namespace, _, local = name.rpartition(" ")
    if namespace == _SCRIPT or (namespace == _OFFICE and local == "script"):
        raise Refused(_MACROS)
    if local == "encryption-data":
        raise Refused(package.PASSWORD)
    if local in _DDE_ELEMENTS:
        raise Refused(OUTSIDE)
    target = attributes.get(f"{_XLINK} href", "").strip()
    if not target or (local in _LINK_ELEMENTS and leads_to_web(target)):
        return
    if ":" in target or target.startswith(("/", "\\", "../")):
        raise Refused(OUTSIDE)


def _blank_picture() -> bytes:
    out = io.BytesIO()
    Image.new("L", (1, 1), 255).save(out, format="PNG")
    return out.getvalue()
