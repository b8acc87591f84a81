"""Rules that look beyond one module: pictures, tools, ids that are unique and never come back."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

from modules.blanks import HAND, KNOWN, names
from modules.check_style import complaints, strings
from modules.load import load_template, load_templates
from modules.model import Module, TemplateSection
from modules.problem import Problem, Subject, broken, found
from modules.source import ContentError, read

PICTURE_BYTES = 30_000
_SVG = "{http://www.w3.org/2000/svg}"
_OUTSIDE = re.compile(r"(?:href|src)\s*=\s*[\"'](?!#)|url\(\s*[\"']?(?!#)|@import|<!ENTITY", re.IGNORECASE)


def pictures(subject: Subject) -> Iterator[Problem]:
    """Every picture exists, is small, has a title, and asks nothing of the outside."""
    named = {screen.picture: screen.id for screen in subject.module.screens if screen.picture}
    for picture, screen in named.items():
        path = subject.folder / picture
        if not path.is_file():
            yield subject.here(f"picture {picture} is missing", "screens", screen)
            continue
        for message in _picture(path):
            yield found(subject.root, path, message)


def _picture(path: Path) -> Iterator[str]:
    if path.stat().st_size > PICTURE_BYTES:
        yield f"{path.stat().st_size} bytes; at most {PICTURE_BYTES}"
    source = path.read_text(encoding="utf-8")
    if _OUTSIDE.search(source):
        yield "a picture must not refer to anything outside itself"
        return  # never parse a file that declares entities
    try:
        drawing = ElementTree.fromstring(source)  # noqa: S314  our own file, and without entities (above)
    except ElementTree.ParseError as error:
        yield f"not well-formed: {error}"
        return
    if drawing.tag != f"{_SVG}svg":
        yield "not an SVG picture"
    if not (drawing.findtext(f"{_SVG}title") or "").strip():
        yield "the picture has no <title>"
    tags = {element.tag for element in drawing.iter()}
    if f"{_SVG}script" in tags or f"{_SVG}foreignObject" in tags:
        yield "a picture must not carry scripts or foreign objects"


def tools(subject: Subject) -> Iterator[Problem]:
    """Screens and criteria name tools that exist."""
    try:
        known = {ref.id for ref in load_templates(subject.root)}
    except ContentError:
        return  # reported by `templates`
    for screen in subject.module.screens:
        if (screen.template or screen.kind == "tool") and screen.template not in known:
            yield subject.here(f"unknown template “{screen.template}”", "screens", screen.id)
    for one in subject.module.criteria:
        if one.template not in known:
            yield subject.here(f"{one.id}: unknown template “{one.template}”", "criteria", one.id)


def templates(root: Path) -> Iterator[Problem]:
    """Every tool listed can be read, has sections, and leaves room to write."""
    try:
        listed = [ref.id for ref in load_templates(root)]
    except ContentError as error:
        yield broken(root, error)
        return
    for name in listed:
        path = root / "templates" / f"{name}.en.yaml"
        try:
            template = load_template(name, "en", root)
        except ContentError as error:
            yield broken(root, error)
            continue
        if template.id != name:
            yield found(root, path, f"id is “{template.id}”, but the file is “{name}”", "id")
        for number, message in _sections(template.sections):
            yield found(root, path, message, "sections", number)
        for keys, text in strings(read(path)):
            for complaint in complaints(text):
                yield found(root, path, complaint, *keys)
    for path in sorted((root / "templates").glob("*.yaml")):
        name, language = path.name.removesuffix(".yaml").rsplit(".", 1)
        if name not in listed:
            yield found(root, path, "templates.yaml does not list this tool")
        elif language != "en":
            yield from _translated(root, path, name, language)


def _translated(root: Path, path: Path, name: str, language: str) -> Iterator[Problem]:
    """A translated tool has the English one's parts, tables and blanks, unless the English has changed since."""
    try:
        words, english = load_template(name, language, root), load_template(name, "en", root)
    except ContentError as error:
        yield broken(root, error)
        return
    for keys, text in strings({**read(path), "made_from": ""}):
        for complaint in complaints(text, language):
            yield found(root, path, complaint, *keys)
    if words.stale:
        return
    if [one.id for one in words.sections] != [one.id for one in english.sections] or words.id != name:
        yield found(root, path, "its parts are not those of the English text", "sections")
        return
    for number, (ours, theirs) in enumerate(zip(words.sections, english.sections, strict=True)):
        if _shape(ours) != _shape(theirs):
            yield found(
                root, path, "its table or its blanks are not those of the English text", "sections", number
            )


def _shape(section: TemplateSection) -> tuple[object, ...]:
    blanks = sorted(name for text in (section.text, *chain(*section.rows)) for name in names(text))
    cells = [[bool(cell) for cell in row] for row in section.rows]
    return section.by_hand, bool(section.text), cells, blanks


def _sections(sections: tuple[TemplateSection, ...]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for number, section in enumerate(sections):
        if section.id in seen:
            yield number, f"section id “{section.id}” is already used in this tool"
        seen.add(section.id)
        if not section.text.strip() and not section.rows:
            yield number, "this section is empty"
        if len({len(row) for row in section.rows}) > 1:
            yield number, "rows differ in length"
        called = {name for text in (section.text, *chain(*section.rows)) for name in names(text)}
        for name in sorted(called - {"", HAND, *KNOWN}):
            yield number, f"nobody knows what to put into a blank called “{name}”"


def unique(root: Path, modules: Iterable[Module]) -> Iterator[Problem]:
    """No id twice, none that was retired, each under its module's own letter."""
    retired = read(root / "retired.yaml").get("retired") or {}
    owner: dict[str, str] = {}
    for module in modules:
        path = root / module.id / "module.yaml"
        for kind, one in _ids(module):
            if one in retired:
                yield found(root, path, f"{kind} “{one}” is retired and may not be used again", kind, one)
            if one in owner:
                yield found(root, path, f"{kind} “{one}” is already used in {owner[one]}", kind, one)
            if kind != "criteria" and not one.startswith(f"m{module.number}-"):
                yield found(root, path, f"{kind} “{one}” must begin with m{module.number}-", kind, one)
            owner[one] = module.id


def _ids(module: Module) -> Iterator[tuple[str, str]]:
    yield from (("objectives", one) for one in module.objectives)
    yield from (("criteria", one.id) for one in module.criteria)
    yield from (("items", one.id) for one in module.items)
    yield from (("suggestions", one) for screen in module.screens for one in screen.suggestions)


CHECKS = (pictures, tools)
