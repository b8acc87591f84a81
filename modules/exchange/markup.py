"""Texts of foreign files into our Markdown: HTML is cleaned and turned, plain text is made safe.

Pictures, sounds and other files are not taken over: a question that shows one raises UnsupportedError with its name.
"""

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import nh3

from modules.exchange.question import UnsupportedError
from modules.prose import plain

_KEPT = {"p", "br", "div", "strong", "b", "em", "i", "ul", "ol", "li", "a", "code", "blockquote", "tr", "td"}
_MEDIA = re.compile(r"<(?:img|audio|video|source|iframe|object|embed)\b([^>]*)>", re.I)
_ADDRESS = re.compile(r"\b(?:src|data)\s*=\s*[\"']?([^\"'>\s]+)", re.I)
_PICTURE = re.compile(r"!\[[^\]]*\]\(<?([^)>\s]*)")
_LOOKS_LIKE_HTML = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:#\d+|[a-z]+);", re.I)
_SPECIAL = re.compile(r"([\\`*_\[\]<>&#|~!])")
_AT_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.M)
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}


def from_plain(text: str) -> str:
    """Markdown that shows exactly these words; as it is, where nothing in it is a mark. Lines become paragraphs."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n\n".join(_safe(line) for line in lines if line)


def _safe(line: str) -> str:
    if plain(line) == line:
        return line
    line = _SPECIAL.sub(r"\\\1", line)
    return _AT_LINE_START.sub(lambda found: found[1] + _mark_escaped(found[2]), line)


def _mark_escaped(mark: str) -> str:
    return f"{mark[:-1]}\\{mark[-1]}"


def refuse_files(text: str) -> None:
    """Raises UnsupportedError with the name of the first picture or other file that a text shows."""
    picture, tag = _PICTURE.search(text), _MEDIA.search(text)
    if tag:
        picture = _ADDRESS.search(tag[1])
    if picture or tag:
        name = unescape(picture[1]).rsplit("/", 1)[-1] if picture else "without a name"
        raise UnsupportedError(f"shows the file “{name}”; files are not taken over")


def from_html(text: str) -> str:
    """Markdown of an HTML text: paragraphs, lists, bold, italics, links; everything else as words."""
    refuse_files(text)
    writer = _Writer()
    writer.feed(nh3.clean(text, tags=_KEPT, attributes={"a": {"href"}}, link_rel=None))
    writer.close()
    return writer.markdown()


def from_auto(text: str) -> str:
    """Markdown of Moodle's “auto-format”: HTML where it has tags, else words."""
    return from_html(text.replace("\n", "<br>")) if _LOOKS_LIKE_HTML.search(text) else from_plain(text)


def _from_markdown(text: str) -> str:
    refuse_files(text)
    return text.strip()


READERS: dict[str, Callable[[str], str]] = {
    "html": from_html,
    "moodle": from_auto,
    "moodle_auto_format": from_auto,
    "plain": from_plain,
    "plain_text": from_plain,
    "markdown": _from_markdown,
}


def read(text: str, form: str) -> str:
    """Markdown of a text in one of Moodle's formats; an unknown one counts as auto-format."""
    return READERS.get(form, from_auto)(text)


def one_line(markdown: str) -> str:
    """A text for an option or a target: paragraphs joined by a space."""
    return " ".join(markdown.split())


class _Writer(HTMLParser):
    """Cleaned HTML to Markdown, block by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[bool, str]] = []  # (entry of a list?, Markdown)
        self.now = ""
        self.prefix = ""
        self.lists: list[int] = []  # 0 for bullets, else the next number
        self.links: list[str] = []
        self.quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _MARKS:
            self.now += _MARKS[tag]
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.now += "[" if self.links[-1] else ""
        elif tag == "br":
            self._end()
        elif tag == "td":
            self.now += " " if self.now else ""
        else:
            self._end()
        if tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ul" else 1)
        elif tag == "li":
            self.prefix = self._bullet()
        elif tag == "blockquote":
            self.quoted += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS:
            self.now = self._closed(_MARKS[tag])
        elif tag == "a":
            href = self.links.pop() if self.links else ""
            self.now += f"](<{href}>)" if href else ""
        elif tag != "td":
            self._end()
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "blockquote":
            self.quoted = max(0, self.quoted - 1)

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\s+", " ", data)
        self.now += _SPECIAL.sub(r"\\\1", words) if plain(words.strip()) != words.strip() else words

    def markdown(self) -> str:
        """Everything read: blocks parted by a blank line, entries of one list by none."""
        self._end()
        text, before = "", False
        for entry, block in self.blocks:
            text += ("" if not text else "\n" if entry and before else "\n\n") + block
            before = entry
        return text

    def _closed(self, mark: str) -> str:
        """An end mark right after the word: “**word** ”; a mark around nothing goes away."""
        if self.now.endswith(mark):
            return self.now[: -len(mark)]
        words = self.now.rstrip()
        return words + mark + self.now[len(words) :]

    def _bullet(self) -> str:
        indent = "   " * (len(self.lists) - 1)
        if not self.lists or self.lists[-1] == 0:
            return f"{indent}- "
        self.lists[-1] += 1
        return f"{indent}{self.lists[-1] - 1}. "

    def _end(self) -> None:
        words, self.now = self.now.strip(), ""
        if not words:
            return
        start = self.prefix or ("> " if self.quoted else "")
        safe = _AT_LINE_START.sub(lambda found: found[1] + _mark_escaped(found[2]), words)
        self.blocks.append((bool(self.prefix), start + (safe if plain(words) != plain(safe) else words)))
        self.prefix = ""
