"""What a PDF costs to read, measured before a parser sees it: bytes its streams unpack to, values in its
objects.

A reader must unpack a PDF's object streams to find its objects; a few kilobytes can become gigabytes there,
and every value of two bytes an object of a hundred. Here they are unpacked piece by piece and thrown away.
Pictures are left out: nobody unpacks them here.
"""

import re
import zlib

_START = re.compile(rb"(?<!end)stream[ \t]*\r?\n?")
_OTHER_FILTERS = re.compile(
    rb"/(?:ASCII85|ASCIIHex|LZW|RunLength|A85|AHx|RL)|Flate.*Flate|/Filter\s*\d", re.DOTALL
)
_CODED_NAME = re.compile(rb"/[A-Za-z]*#")
_DICTIONARY_WINDOW = 4000
_PIECE = 64 * 1024
_MOST_AT_ONCE = 1024 * 1024
_OPENING = (b"/", b"[", b"(", b"<")
_CHANCE = 0.042  # words per byte that packed data has by chance


class TooCostlyError(Exception):
    """Reading this PDF would take more than real documents take."""


class Measure:
    """Walks over one PDF's bytes; raises TooCostlyError as soon as a limit is passed.

    `one` and `together` are unpacked bytes, of one stream and of all; `values` counts what stands in objects.
    """

    def __init__(self, *, one: int, together: int, values: int) -> None:
        self._one = one
        self._left = together
        self._values = values

    def walk(self, data: bytes) -> None:
        """Measures the whole file."""
        self._count(data, _CHANCE)
        for start in _START.finditer(data):
            described = _dictionary_before(data, start.start())
            holds_objects = _may_hold_objects(described)
            if holds_objects and _OTHER_FILTERS.search(described):
                raise TooCostlyError  # packed in a way that only hides its size
            if holds_objects or b"/Image" not in described:
                self._unpack(data, start.end(), holds_objects)

    def _unpack(self, data: bytes, at: int, holds_objects: bool) -> None:
        if len(data) < at + 2 or data[at] & 0x0F != 8 or (data[at] * 256 + data[at + 1]) % 31:
            return  # not packed with Flate
        unpacker = zlib.decompressobj()
        size = 0
        waiting = b""
        while not unpacker.eof and (waiting or at < len(data)):
            if not waiting:
                waiting = data[at : at + _PIECE]
                at += _PIECE
            try:
                piece = unpacker.decompress(waiting, _MOST_AT_ONCE)
            except zlib.error:
                return
            waiting = unpacker.unconsumed_tail
            size += len(piece)
            self._left -= len(piece)
            if size > self._one or self._left < 0:
                raise TooCostlyError
            if holds_objects:
                self._count(piece)

    def _count(self, text: bytes, chance: float = 0) -> None:
        for at in range(0, len(text), _MOST_AT_ONCE):
            piece = text[at : at + _MOST_AT_ONCE]
            self._values -= max(0, int(_words(piece) - len(piece) * chance))
            if self._values < 0:
                raise TooCostlyError


def _words(text: bytes) -> int:
    """About how many values are written here: words between spaces, and what opens inside a word."""
    inside = sum(text.count(mark) - text.count(b" " + mark) - text.count(b"\n" + mark) for mark in _OPENING)
    return len(text.split()) + inside


def _dictionary_before(data: bytes, end: int) -> bytes:
    window = data[max(0, end - _DICTIONARY_WINDOW) : end]
    return window[window.rfind(b" obj") + 1 :]


def _may_hold_objects(described: bytes) -> bool:
    """Names may be written with # codes, which would hide them from this search."""
    return b"/First" in described or b"/XRef" in described or _CODED_NAME.search(described) is not None
