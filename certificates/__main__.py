"""A certificate from plain facts: python -m certificates FACTS.json OUT.pdf [--sign] [--credential OUT.json].

Keys are development ones and the paper says so. `--example` prints facts to start from.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from certificates import render
from certificates.credential import Issuance
from certificates.did import did_web
from certificates.errors import RenderError
from certificates.facts import CertificateFacts, FactsError, read_facts
from certificates.issue import Issued, issue
from certificates.keys import KINDS, KeyProblem, KeyStore

EXAMPLE = {
    "school": "Gymnasium No. 12",
    "locality": "Polatsk",
    "country": "BY",
    "tier": "gold",
    "language": "en",
    "second_language": "be",
    "issued_on": "2026-11-21",
    "assessed_on": "2026-10-12",
    "expires_on": "2029-11-20",
    "code": "CISS-0000-0000-0000",
    "verify_url": "https://ciss.example/verify/CISS-0000-0000-0000",
    "scheme_version": "1.0",
    "programme": "CISS Belarus",
    "issuer": "CISS",
    "module_levels": [3, 4, 3, 4, 4],
    "decided_by": "panel",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files and say what they are; 2 with a sentence on the error stream when facts or files are wrong."""
    options = _parser().parse_args(arguments)
    if options.example:
        print(json.dumps(EXAMPLE, ensure_ascii=False, indent=1))
        return 0
    if options.facts is None or options.out is None:
        _parser().error("FACTS.json and OUT.pdf are needed (or --example).")
    try:
        facts = read_facts(options.facts.read_text(encoding="utf-8"))
        _write(facts, options)
    except (FactsError, RenderError, KeyProblem, OSError, UnicodeDecodeError) as error:
        print(f"No certificate was made. {_in_words(error)}", file=sys.stderr)
        return 2
    return 0


def _in_words(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "The facts must be text in UTF-8."
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}."
    return str(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./ciss certificate",
        description=(__doc__ or "").replace("python -m certificates", "./ciss certificate"),
    )
    parser.add_argument("facts", type=Path, nargs="?", metavar="FACTS.json")
    parser.add_argument("out", type=Path, nargs="?", metavar="OUT.pdf")
    parser.add_argument(
        "--sign", action="store_true", help="seal it with a development key, credential inside"
    )
    parser.add_argument(
        "--credential", type=Path, metavar="OUT.json", help="write the signed credential as well"
    )
    parser.add_argument(
        "--keys",
        type=Path,
        help="folder of keys, opened with CISS_KEY_PASSPHRASE (default: new ones, thrown away afterwards)",
    )
    parser.add_argument("--example", action="store_true", help="print facts to start from")
    return parser


def _write(facts: CertificateFacts, options: argparse.Namespace) -> None:
    if not options.sign and not options.credential:
        options.out.write_bytes(render.pdf(facts))
        print(f"{options.out}: {'specimen' if facts.specimen else 'certificate'}, not sealed")
        return
    with tempfile.TemporaryDirectory() as folder:
        made = _issue(facts, options.keys or Path(folder))
    options.out.write_bytes(made.pdf if options.sign else render.pdf(facts))
    print(f"{options.out}: {'sealed ' if options.sign else ''}specimen, SHA-256 {made.sha256}")
    if options.credential:
        options.credential.write_bytes(made.credential)
        print(f"{options.credential}: signed credential")


def _issue(facts: CertificateFacts, folder: Path) -> Issued:
    keys = KeyStore(folder, os.environ.get("CISS_KEY_PASSPHRASE", "development"))
    for kind in KINDS:
        if not any(record.kind == kind and record.state == "active" for record in keys.records()):
            keys.create(kind, facts.issued_on, development=True)
    # The day of the facts, unless the key is younger: a seal may not be older than its certificate.
    day = max(facts.issued_on, *(date.fromisoformat(keys.active(kind).created) for kind in KINDS))
    base = facts.verify_url.rsplit("/verify/", 1)[0]
    issuance = Issuance(base, did_web(base), f"{base}/status/1", 0)
    return issue(facts, issuance, keys, datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


if __name__ == "__main__":
    sys.exit(main())
