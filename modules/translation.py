"""What a translation was made from, and who has read it: `<module>/<language>/state.yaml`.

A translator changes words only. When the English changes afterwards, the translation stays on show and says that it is
older; what is missing in it is shown in English until it is translated. A translation that no native speaker has read
says so too. `python -m modules.translation m3-reporting ru` writes down that it was made from today's English;
`--read-by "Name" --on 2026-11-21` that somebody has read it.
"""

import argparse
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from modules.model import Frozen
from modules.source import build, read

STATE = "state.yaml"
FILES = ("text.yaml", "criteria.yaml", "scenario.yaml")
_DIGITS = 16


class TranslationState(Frozen):
    """`made_from`: file → fingerprint of the English file that was translated."""

    state: Literal["draft", "reviewed"] = "draft"
    read_by: str = ""
    read_on: str = ""
    made_from: dict[str, str] = Field(default_factory=dict)


def fingerprint(path: Path) -> str:
    """Changes with the words of a file, not with the way its lines end."""
    return sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:_DIGITS]


def english_files(module: Path) -> Iterator[str]:
    """Every file of a module that has words, from its folder: `text.yaml`, …, `lessons/learn-a.md`."""
    english = module / "en"
    yield from (name for name in FILES if (english / name).exists())
    yield from (f"lessons/{path.name}" for path in sorted((english / "lessons").glob("*.md")))


def state_of(module: Path, language: str) -> TranslationState:
    """What is written down of a translation; a draft of nothing where nothing is. Raises ContentError."""
    path = module / language / STATE
    return build(TranslationState, read(path), path) if path.exists() else TranslationState()


def stale(module: Path, language: str) -> tuple[str, ...]:
    """The files whose English is no longer the one that was translated."""
    made = state_of(module, language).made_from
    return tuple(
        name for name in english_files(module) if made.get(name) != fingerprint(module / "en" / name)
    )


def over(english: Any, words: Any) -> Any:
    """The translation, with the English where it has nothing: an id that came later keeps its words."""
    if isinstance(english, dict) and isinstance(words, dict):
        return {**words, **{key: over(value, words.get(key)) for key, value in english.items()}}
    return english if words is None or words in ("", [], {}) else words


def write_down(module: Path, language: str, read_by: str = "", read_on: str = "") -> Path:
    """Say that the translation is of today's English; `read_by` a native speaker on a day, or a draft."""
    names = [name for name in english_files(module) if (module / language / name).exists()]
    lines = [f"state: {'reviewed' if read_by else 'draft'}"]
    if read_by:
        lines += [f'read_by: "{read_by}"', f'read_on: "{read_on}"']
    lines += ["made_from:", *(f'  {name}: "{fingerprint(module / "en" / name)}"' for name in names)]
    path = module / language / STATE
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_down_tool(path: Path) -> None:
    """Say in the file of a translated tool that it is of today's English: `templates/<id>.<language>.yaml`."""
    name, _ = path.name.removesuffix(".yaml").rsplit(".", 1)
    line = f'made_from: "{fingerprint(path.with_name(f"{name}.en.yaml"))}"'
    kept = [one for one in path.read_text(encoding="utf-8").splitlines() if not one.startswith("made_from:")]
    place = next(number for number, one in enumerate(kept) if one.startswith("sections:"))
    path.write_text("\n".join([*kept[:place], line, *kept[place:]]) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write the state of one translation; 1 if it has no words yet."""
    parser = argparse.ArgumentParser(
        prog="modules.translation", description="Write down what a translation was made from."
    )
    parser.add_argument("module", help="m3-reporting, or templates for every tool of the language")
    parser.add_argument("language", choices=["ru", "uk", "ro", "be"])
    parser.add_argument("--read-by", default="", help="the native speaker who has read it")
    parser.add_argument("--on", default="", help="the day on which it was read: 2026-11-21")
    chosen = parser.parse_args(arguments)
    module = Path(__file__).parent / chosen.module
    if chosen.module == "templates":
        for path in sorted(module.glob(f"*.{chosen.language}.yaml")):
            write_down_tool(path)
        return 0
    if not (module / chosen.language / "text.yaml").exists():
        sys.stderr.write(f"{chosen.module} has no words in {chosen.language} yet\n")
        return 1
    write_down(module, chosen.language, chosen.read_by, chosen.on)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
