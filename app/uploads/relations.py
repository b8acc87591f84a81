"""The relations of an Office Open XML part (`*.rels`): links to the web stay, everything else outside is
refused.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from app.domain.message import Message
from app.uploads import markup
from app.uploads.package import MACROS
from app.uploads.verdict import Refused

_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_EXTERNAL = Message(
    "This document fetches something from outside itself (a template, a linked picture, another file). "
    "Please save "
    "it as PDF and upload that, or break its links first."
)
_EMBEDDED = Message(
    "Another file is embedded in this document. Please remove it, or save the document as PDF, and upload "
    "that; upload the other file by itself."
)
LINK_REMOVED = Message("Links that do not lead to a web page were switched off.")
_WEB = ("http", "https", "mailto")
# A small picture of an earlier version, and the template the document was once made with.
_DROPPED = {"thumbnail", "attachedtemplate"}
_MACRO_KINDS = {"vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet", "attachedtoolbars"}
_EMBEDDED_KINDS = {
    "oleobject",
    "package",
    "control",
    "activexcontrolbinary",
    "afchunk",
    "externallink",
    "externallinkpath",
    "connections",
    "querytable",
    "subdocument",
    "frame",
    "ctrlprop",
    "webextension",
    "webextensiontaskpanes",
}


def rewrite(content: bytes) -> tuple[bytes, tuple[Message, ...]]:
    """The relations again, and notes on what was switched off; `Refused` for embedded, active or fetching
    ones.
    """
    kept: list[str] = []
    notes: list[Message] = []

    def visit(name: str, attributes: Mapping[str, str]) -> None:
        if name.split(" ")[-1] != "Relationship":
            return
        kind = attributes.get("Type", "").rsplit("/", 1)[-1].casefold()
        if kind in _DROPPED:
            return
        if kind in _MACRO_KINDS:
            raise Refused(MACROS)
        changed = dict(attributes)
        if attributes.get("TargetMode", "Internal").casefold() != "internal":
            if kind != "hyperlink":
                raise Refused(_EXTERNAL)
            if not leads_to_web(attributes.get("Target", "")):
                changed["Target"] = "about:blank"
                notes.append(LINK_REMOVED)
        elif ":" in attributes.get("Target", "") or attributes.get("Target", "").startswith("//"):
            raise Refused(_EXTERNAL)
        if kind in _EMBEDDED_KINDS:
            raise Refused(_EMBEDDED)
        written = " ".join(f"{key}={quoteattr(value)}" for key, value in changed.items() if " " not in key)
        kept.append(f"<Relationship {written}/>")

    markup.check(content, visit)
    body = f'<Relationships xmlns="{_NAMESPACE}">{"".join(kept)}</Relationships>'
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + body).encode(), tuple(notes[:1])


def leads_to_web(target: str) -> bool:
    """Whether a link in a document leads to a web page, a mail address or a place in the document itself."""
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return False
    if not parts.scheme:
        return target.startswith("#")
    return parts.scheme.casefold() in _WEB
