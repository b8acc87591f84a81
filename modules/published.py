"""What each version of the standard promises: its criteria, their gates, where “does not apply” is allowed.

A published version never changes, so this list is written a second time, apart from the module
files: a slip of the pen there is caught by `check.py` and never reaches a school. A new version is a new
line in PUBLISHED; the lines of earlier ones stay as they are. Thresholds of a version that was replaced are
in `earlier/<version>.yaml`; cases opened under it go on being computed with both.
"""

from dataclasses import dataclass

from modules.model import Gate


@dataclass(frozen=True)
class Promise:
    """What is fixed about a criterion."""

    gate: Gate
    not_applicable: bool = False
    automatic: bool = False


_COUNT = {1: 6, 2: 8, 3: 8, 4: 7, 5: 7}
_GATES = {"1.1", "1.3", "2.1", "2.2", "2.3", "2.5", "2.6", "4.1", "4.6", "5.2"}
_CRITICAL = {"3.1", "3.2", "3.3", "3.4"}
# 4.2: a school that gives pupils neither a device nor a network has nothing to monitor.
# 4.5: a school without online lessons and without messaging has no platform to approve.
_MAY_NOT_APPLY = {"4.2", "4.5"}
_AUTOMATIC = {"1.3"}


def _promise(criterion: str) -> Promise:
    gate: Gate = "critical" if criterion in _CRITICAL else "gate" if criterion in _GATES else "none"
    return Promise(gate, criterion in _MAY_NOT_APPLY, criterion in _AUTOMATIC)


PROMISES: dict[str, Promise] = {
    criterion: _promise(criterion)
    for module, count in _COUNT.items()
    for criterion in (f"{module}.{number}" for number in range(1, count + 1))
}

PUBLISHED: dict[str, dict[str, Promise]] = {
    "1.0": PROMISES,
}


def since(criterion: str) -> str:
    """The version that first had a criterion; '' for one that no version has."""
    return next((version for version, promises in PUBLISHED.items() if criterion in promises), "")
