"""Content read anew as soon as a file changes, and what is wrong with it."""

import sys
from pathlib import Path
from threading import Lock
from types import ModuleType

from modules.check import problems
from modules.load import ROOT
from modules.problem import Problem

KINDS = ("*.yaml", "*.md", "*.svg")


class Fresh:
    """Watches the files of the modules. One for each preview; several threads ask it."""

    def __init__(self, root: Path = ROOT) -> None:
        self.root, self._lock = root, Lock()
        self._seen: frozenset[tuple[str, int, int]] = frozenset()
        self._found: dict[str, list[Problem]] = {}

    def look(self) -> bool:
        """Forget everything read if a file was changed, added or removed since; says whether that was so."""
        with self._lock:
            now = frozenset(self._stamps())
            if now == self._seen:
                return False
            self._seen, self._found = now, {}
            forget()
            return True

    def problems(self, module: str) -> list[Problem]:
        """What `./ciss content` says of a module, worked out once for each state of the files."""
        with self._lock:
            if module not in self._found:
                self._found[module] = problems(self.root, module)
            return self._found[module]

    def _stamps(self) -> list[tuple[str, int, int]]:
        paths = [path for kind in KINDS for path in self.root.rglob(kind)]
        stats = [(str(path), path.stat()) for path in paths if path.exists()]
        return [(path, stat.st_mtime_ns, stat.st_size) for path, stat in stats]


def forget() -> None:
    """Empty what the content's modules and our own pages keep ready."""
    for module in _ours():
        for kept in list(vars(module).values()):
            clear = getattr(kept, "cache_clear", None)
            if callable(clear) and getattr(kept, "__module__", "").startswith(("modules.", "app.")):
                clear()


def _ours() -> list[ModuleType]:
    return [module for name, module in sorted(sys.modules.items()) if name.startswith(("modules.", "app."))]
