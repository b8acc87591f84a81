"""XML inside office files: read as a stream, without entities, and only as deep as real documents are."""

from collections.abc import Callable, Mapping
from xml.parsers import expat

from app.uploads.package import BROKEN
from app.uploads.verdict import Limits, Refused

Visit = Callable[[str, Mapping[str, str]], None]
Hear = Callable[[str], None]


def check(content: bytes, limits: Limits, visit: Visit | None = None, hear: Hear | None = None) -> None:
    """Parses `content` whole; `Refused` when it is not well-formed UTF-8 XML or declares a document type.

    `visit` hears each element as (name, attributes), `hear` each piece of text; names are written "namespace
    local". Without them only depth is followed.
    """
    parser = expat.ParserCreate(encoding="UTF-8", namespace_separator=" ")
    depth = 0

    def refuse(*_: object) -> None:
        raise Refused(BROKEN)

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.xml_nesting:
            refuse()
        if visit is not None:
            visit(name, attributes)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if hear is not None:
        parser.CharacterDataHandler = hear
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Refused(BROKEN) from error
