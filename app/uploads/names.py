"""Names of uploaded files: shown to people, never used as a path."""

import re
import unicodedata

LONGEST = 120
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_UNSHOWN = {
    "Cc",
    "Cf",
    "Cs",
    "Co",
    "Cn",
    "Zl",
    "Zp",
}  # controls, direction marks, lone surrogates, unassigned


def tidy(filename: str) -> str:
    """`filename` without path, control and direction marks or characters that file systems forbid; in NFC."""
    text = unicodedata.normalize("NFC", filename)
    text = "".join(" " if char in "\t\n\r" else char for char in text)
    text = "".join(char for char in text if unicodedata.category(char) not in _UNSHOWN)
    text = re.split(r"[/\\]", text)[-1]
    text = re.sub(r'[<>:"|?*]', "_", text)
    return re.sub(r"\s+", " ", text).strip(" .")


def ending(filename: str) -> str:
    """The ending of the name with its dot, in small letters; empty when there is none."""
    found = _ENDING.search(tidy(filename))
    return found.group().lower() if found else ""


def display_name(filename: str, extension: str) -> str:
    """The name that people will see: at most 120 characters, always with `extension`, never empty or
    reserved.
    """
    stem = _ENDING.sub("", tidy(filename)).strip(" .")
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    room = LONGEST - len(extension)
    stem = unicodedata.normalize("NFC", stem[:room]).strip(" .")
    while stem and unicodedata.category(stem[-1]) == "Mn" and len(stem) == room:
        stem = stem[:-1]
    return (stem or "file") + extension
