"""The words of DOCX and ODT: their XML is walked as a stream, tables and lists included, deleted text left out."""

import re
from collections.abc import Callable, Mapping

from app.uploads import markup, package
from app.uploads.package import BROKEN
from app.uploads.verdict import Limits, Refused

_WORD_PART = re.compile(r"word/(document\d*|footnotes)\.xml")
_ODT_PART = "content.xml"
_LINES = {"p", "h", "br", "line-break", "tr", "table-row"}
_SPACES = {"tab", "s", "noBreakHyphen"}
_SKIPPED = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "Fallback",
    "tracked-changes",
    "annotation",
    "pPr",
    "rPr",
}


def word(data: bytes, limits: Limits) -> str:
    """The text of a DOCX. `Refused` when it is damaged or unpacks to too much."""
    return _read(data, limits, lambda name: _WORD_PART.fullmatch(name) is not None, texts={"t"})


def open_document(data: bytes, limits: Limits) -> str:
    """The text of an ODT. `Refused` as `word`."""
    return _read(data, limits, lambda name: name == _ODT_PART, texts={"p", "h", "span", "a"})


def _read(data: bytes, limits: Limits, wanted: Callable[[str], bool], texts: set[str]) -> str:
    walks = []
    for name, content in package.parts(data, limits):
        if wanted(name):
            walk = _Walk(texts)
            markup.check(content, walk.enter, walk.hear, walk.leave)
            walks.append("".join(walk.heard))
    if not walks:
        raise Refused(BROKEN)
    return "\n".join(walks)


class _Walk:
    """Hears the text of one XML part: `texts` are the elements whose own characters are words."""

    def __init__(self, texts: set[str]) -> None:
        self.heard: list[str] = []
        self._texts = texts
        self._open: list[str] = []
        self._skipping = 0

    def enter(self, name: str, _: Mapping[str, str]) -> None:
        local = name.rpartition(" ")[2]
        self._open.append(local)
        if local in _SKIPPED:
            self._skipping += 1
        elif not self._skipping:
            if local in _LINES:
                self.heard.append("\n")
            elif local in _SPACES:
                self.heard.append(" ")

    def hear(self, text: str) -> None:
        if not self._skipping and self._open and self._open[-1] in self._texts:
            self.heard.append(text)

    def leave(self, name: str) -> None:
        if self._open.pop() in _SKIPPED:
            self._skipping -= 1
