"""./ciss exchange …: modules out into the formats of other systems, foreign questions in as a draft.

Standard output carries the file when OUT is “-”; everything said to a person goes to standard error.
"""

import argparse
import sys
from pathlib import Path

from modules.exchange import gift, moodle_xml
from modules.exchange.draft import as_yaml, draft
from modules.exchange.question import UnreadableError, bank
from modules.exchange.reading import read
from modules.load import LANGUAGES, curriculum


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments ask; 1 when it cannot be done."""
    asked = _arguments().parse_args(arguments)
    if asked.module not in {module.id for module in curriculum().modules}:
        _say(
            f"There is no module “{asked.module}”. There are: {', '.join(one.id for one in curriculum().modules)}."
        )
        return 1
    try:
        if asked.what == "import":
            return _take(asked.file, asked.module, asked.language, asked.out)
        content = _made(asked.what, asked.module, asked.language)
        _put(asked.out, content)
    except (OSError, UnreadableError) as error:
        _say(str(error))
        return 1
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ciss exchange", description="Modules out, foreign questions in.")
    commands = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    for what, words in OUT.items():
        one = commands.add_parser(what, help=words)
        one.add_argument("module", help="for example m3-reporting")
        one.add_argument("out", type=Path, help="the file to write, or - for standard output")
        one.add_argument("--language", choices=LANGUAGES, default="en")
    taking = commands.add_parser(
        "import", help="questions of a GIFT or Moodle XML file as a draft for an author"
    )
    taking.add_argument("file", type=Path)
    taking.add_argument("--module", required=True)
    taking.add_argument("--language", choices=LANGUAGES, default="en")
    taking.add_argument(
        "--out", type=Path, help="write the draft here (- for standard output); without it, only the report"
    )
    return parser


OUT = {
    "gift": "the item bank as GIFT, for Moodle and others",
    "moodle-xml": "the item bank as Moodle XML",
    "scorm": "the module as a SCORM 1.2 package, for Moodle and others",
    "offline": "the module as one zip that needs no network",
    "workbook": "the module on paper with an answer key, as PDF",
}


def _made(what: str, module: str, language: str) -> bytes:
    # The packages and the paper take long to import: only what is asked for.
    if what == "gift":
        return gift.write(bank(module, language)).encode()
    if what == "moodle-xml":
        return moodle_xml.write(bank(module, language))
    if what == "workbook":
        from modules.exchange.workbook import workbook_pdf

        return workbook_pdf(module, language)
    from modules.exchange.package import offline_package, scorm_package

    return (scorm_package if what == "scorm" else offline_package)(module, language)


def _take(file: Path, module: str, language: str, out: Path | None) -> int:
    """The report first; the draft where a place for it is named. A module is never changed."""
    found = draft(read(file.read_bytes()), bank(module, language))
    for line in found.report():
        _say(line)
    if out is not None:
        _put(out, as_yaml(found).encode())
    return 0


def _put(out: Path, content: bytes) -> None:
    if str(out) == "-":
        sys.stdout.buffer.write(content)
        return
    with out.open("xb") as file:  # never over a file that is there
        file.write(content)
    _say(f"{out}: {len(content)} bytes")


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")


if __name__ == "__main__":
    sys.exit(main())
