"""Every rule of the content, for authors: `python -m modules.check` prints file:line and what to mend.

With a module's id it checks that module only. Exit status 1 when there is something to mend.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from modules import (
    check_earlier,
    check_files,
    check_policy,
    check_scenario,
    check_structure,
    check_style,
    check_text,
)
from modules.load import LANGUAGES, ROOT, load_module, load_scheme, load_text
from modules.model import Module
from modules.problem import Check, Problem, Subject, broken, found
from modules.published import PUBLISHED
from modules.source import ContentError
from modules.timing import minutes
from modules.translation import FILES, stale

# Structure is the same in every language: checked once, with the English text.
STRUCTURE: tuple[Check, ...] = (*check_structure.CHECKS, check_scenario.structure, *check_files.CHECKS)
WORDS: tuple[Check, ...] = (*check_text.CHECKS, check_scenario.text, *check_style.CHECKS)


def problems(root: Path = ROOT, only: str = "") -> list[Problem]:
    """Everything to mend in the folder, by file and line. Empty when all is well."""
    return sorted(set(_problems(root, only)))


def _problems(root: Path, only: str) -> Iterator[Problem]:
    try:
        scheme = load_scheme(root)
    except ContentError as error:
        yield broken(root, error)
        return
    names, version = scheme.modules, scheme.version
    if version not in PUBLISHED:
        message = f"version {version} is not in published.py (PUBLISHED): what does it promise?"
        yield found(root, root / "scheme.yaml", message, "version")
    yield from check_earlier.earlier(root, scheme)
    modules: list[Module] = []
    for name in names:
        try:
            module = load_module(name, root)
        except ContentError as error:
            yield broken(root, error)
            continue
        modules.append(module)
        if only in {"", name}:
            yield from _module(root, module, version)
    if not only:
        yield from check_files.templates(root)
        yield from check_policy.policy(root)
    try:
        yield from check_files.unique(root, modules)
    except ContentError as error:
        yield broken(root, error)


def _module(root: Path, module: Module, version: str) -> Iterator[Problem]:
    for language in LANGUAGES:
        folder = root / module.id / language
        if language != "en" and not folder.exists():
            continue
        for file in FILES if language == "en" else ():
            if not (folder / file).exists():
                yield found(root, folder / file, "this file is missing")
        try:
            subject = Subject(root, module, load_text(module.id, language, root, filled=False), version)
        except ContentError as error:
            yield broken(root, error)
            continue
        for check in STRUCTURE if language == "en" else ():
            yield from check(subject)
        # a translation that is behind its English is a note, not a fault: what it lacks is shown in English
        behind = {f"{module.id}/{language}/{name}" for name in subject.text.stale}
        for check in WORDS:
            yield from (problem for problem in check(subject) if problem.path not in behind)


def notes(root: Path = ROOT, only: str = "") -> Iterator[str]:
    """What a translator has to look at again: files whose English has changed. Raises ContentError."""
    for name in load_scheme(root).modules:
        for language in LANGUAGES[1:]:
            if only in {"", name} and (root / name / language / "text.yaml").exists():
                for file in stale(root / name, language):
                    yield f"{name}/{language}/{file}: the English has changed since it was translated"


def main(arguments: list[str]) -> int:
    """Print the problems and the time each module takes; 1 if there are any."""
    only = arguments[0] if arguments else ""
    every = problems(only=only)
    for problem in every:
        print(f"modules/{problem}")
    try:
        for note in notes(only=only):
            print(f"modules/{note}")
        for name in load_scheme().modules:
            if only in {"", name} and (ROOT / name / "module.yaml").exists():
                module = load_module(name)
                bank = len(module.bank)
                print(f"{name}: {minutes(module, load_text(name)):.1f} minutes, {bank} check items")
    except ContentError:
        pass  # printed above
    print(f"{len(every)} to mend" if every else "All content is in order.")
    return 1 if every else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
