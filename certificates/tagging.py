"""Languages in the structure tree: WeasyPrint 70.0 writes only the document's, a screen reader needs every change.

It wraps one private function of WeasyPrint; the version is pinned and a test reads the result.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def keep_languages() -> None:
    """Give the structure element of every HTML element with `lang` its own /Lang. Safe to call again."""
    import pydyf
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.pdf import tags

    original = tags._build_box_tree
    if getattr(original, "keeps_languages", False):
        return

    def build(box: Any, *args: Any) -> Iterator[Any]:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        language = box.element.get("lang") if box.element is not None and box.element_tag != "html" else None
        for element in original(box, *args):
            if language:
                element["Lang"] = pydyf.String(language)
            yield element

    build.keeps_languages = True  # type: ignore[attr-defined]
    tags._build_box_tree = build
