"""Interface texts in our languages: gettext catalogues, one folder each. `./ciss translations` keeps them current.

English texts are the keys. A catalogue that lacks a text shows the English; a test names what is missing, what has
lost a placeholder, and a compiled file that is older than its source.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

APP = Path(__file__).parent
HERE = APP / "translations"
LANGUAGES = ("ru", "uk", "ro", "be")
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "ngettext": (1, 2),
    "lazy_gettext": None,
    "Message": None,
    "marked": None,
    "_refuse": None,
}


def template() -> Catalog:
    """Every text of the interface, as it stands in code and templates."""
    catalog = Catalog(project="CISS", charset="utf-8")
    for name, line, message, comments, context in extract_from_dir(str(APP), METHODS, keywords=KEYWORDS):
        catalog.add(message, None, [(f"app/{name}", line)], auto_comments=comments, context=context)
    return catalog


def path(language: str, ending: str) -> Path:
    return HERE / language / "LC_MESSAGES" / f"messages.{ending}"


def read(language: str) -> Catalog:
    """The catalogue of a language; an empty one if there is none yet."""
    if not path(language, "po").exists():
        return Catalog(locale=language, project="CISS", charset="utf-8")
    return read_po(io.BytesIO(path(language, "po").read_bytes()), locale=language)


def compiled(catalog: Catalog) -> bytes:
    """The binary form that the application reads."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def update() -> dict[str, int]:
    """Bring every catalogue up to date with the code and compile it; returns how many texts each still lacks."""
    missing, wanted = {}, template()
    for language in LANGUAGES:
        catalog = read(language)
        catalog.update(wanted, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path(language, "po").parent.mkdir(parents=True, exist_ok=True)
        with path(language, "po").open("wb") as file:
            write_po(file, catalog, width=100, sort_output=True, no_location=True, omit_header=False)
        path(language, "mo").write_bytes(compiled(catalog))
        missing[language] = sum(1 for message in catalog if message.id and not filled(message))
    return missing


def filled(message: object) -> bool:
    """Is every form of this text there?"""
    string = message.string  # type: ignore[attr-defined]
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


if __name__ == "__main__":
    for language, count in update().items():
        sys.stdout.write(f"{language}: {count} texts still in English\n")
