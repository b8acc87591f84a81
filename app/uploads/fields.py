"""Fields of a Word document that fetch from outside or start other programs (DDE, INCLUDEPICTURE…).

Their code may be cut into many runs, nested or written as character references: it is put together again
first.
"""

import re
from collections.abc import Mapping

from app.domain.message import Message
from app.uploads.verdict import Refused

OUTSIDE = Message(
    "This document takes data from other files or from the internet. Please break these links, or save it "
    "as PDF, "
    "and upload that."
)
_FETCHING = re.compile(
    r"\s*(?:DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|RD|DATABASE|EMBED)\b", re.IGNORECASE
)
_DRAWN_FROM = ("imagedata", "fill", "stroke")
_WATCHED = {"fldChar", "fldSimple", *_DRAWN_FROM}
_VML = "urn:schemas-microsoft-com:"


class FieldWatch:
    """Follows the elements and text of one part; raises `Refused` at the first field or picture that
    fetches.
    """

    def __init__(self) -> None:
        self._open: list[str] = []
        self._inside = False

    def visit(self, name: str, attributes: Mapping[str, str]) -> None:
        """One element begins; `name` is "namespace local"."""
        local = name[name.rfind(" ") + 1 :]
        self._inside = local == "instrText"
        if local not in _WATCHED:  # nearly all
            return
        by_local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if local == "fldChar":
            self._turn(by_local.get("fldCharType", ""))
        elif local == "fldSimple":
            _check(by_local.get("instr", ""))
        elif name.startswith(_VML) and local in _DRAWN_FROM and {"src", "href"} & by_local.keys():
            raise Refused(OUTSIDE)

    def hear(self, text: str) -> None:
        """A piece of text; it counts inside a field's code only."""
        if self._inside and self._open:
            self._open[-1] += text

    def _turn(self, turn: str) -> None:
        if turn == "begin":
            if self._open and not self._open[-1].strip():
                raise Refused(OUTSIDE)  # a field that makes up the name of another: only ever a disguise
            self._open.append("")
        elif self._open:
            _check(self._open[-1])
            if turn == "end":
                self._open.pop()


def _check(code: str) -> None:
    if _FETCHING.match(code):
        raise Refused(OUTSIDE)
