"""Rules of the versions of the standard that were replaced: cases opened under them are still being computed."""

from collections.abc import Iterator
from pathlib import Path

from modules.load import load_earlier
from modules.model import Scheme
from modules.problem import Problem, broken, found
from modules.published import PUBLISHED
from modules.source import ContentError


def earlier(root: Path, scheme: Scheme) -> Iterator[Problem]:
    """Each version but the present one has its file; what that file needs is still there; no other file lies beside it."""
    replaced = [version for version in PUBLISHED if version != scheme.version]
    for version in replaced:
        yield from _version(root, version, scheme)
    for path in sorted((root / "earlier").glob("*.yaml")):
        if path.stem not in replaced:
            message = f"{path.stem} is no earlier version that published.py knows: its thresholds are in scheme.yaml"
            yield found(root, path, message, "version")


def _version(root: Path, version: str, scheme: Scheme) -> Iterator[Problem]:
    path = root / "earlier" / f"{version}.yaml"
    if not path.exists():
        message = f"version {version} was replaced by {scheme.version}: keep its scheme.yaml here"
        yield found(root, path, message)
        return
    try:
        known = load_earlier(version, root)
    except ContentError as error:
        yield broken(root, error)
        return
    for module in known.modules:
        if module not in scheme.modules:
            yield found(root, path, f"module {module} is gone, but version {version} needs it", "modules")
    here = {criterion.id for criterion in scheme.criteria}
    for criterion in PUBLISHED[version]:
        if criterion not in here:
            yield found(root, path, f"{criterion} is gone, but version {version} needs its words", "modules")
