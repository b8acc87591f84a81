"""What the checks of the content work on and what they give back."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from modules.model import Module
from modules.source import ContentError, Key, line_of
from modules.text import ModuleText


@dataclass(frozen=True, order=True)
class Problem:
    """One thing an author has to mend. `str()` is “file:line: message”."""

    path: str  # relative to the folder of the modules
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Subject:
    """A module under check, in one language."""

    root: Path
    module: Module
    text: ModuleText
    version: str  # of the standard, as scheme.yaml says

    @property
    def folder(self) -> Path:
        """The module's folder."""
        return self.root / self.module.id

    def here(self, message: str, *keys: Key) -> Problem:
        """A problem in module.yaml, at the deepest of the keys."""
        return self.at("module.yaml", message, *keys)

    def words(self, message: str, *keys: Key, file: str = "text.yaml") -> Problem:
        """A problem in a file of the language."""
        return self.at(f"{self.text.language}/{file}", message, *keys)

    def at(self, file: str, message: str, *keys: Key) -> Problem:
        """A problem in a file of the module."""
        return found(self.root, self.folder / file, message, *keys)


Check = Callable[[Subject], Iterable[Problem]]


def found(root: Path, path: Path, message: str, *keys: Key) -> Problem:
    """A problem with its file (relative to the root) and line."""
    return Problem(str(path.relative_to(root)), line_of(path, keys), message)


def broken(root: Path, error: ContentError) -> Problem:
    """A file that could not be read, as a problem."""
    return Problem(str(error.path.relative_to(root)), error.line, error.message)


def compare(
    has: Iterable[str], wants: Sequence[str], what: str, tell: Callable[[str, str], Problem]
) -> Iterator[Problem]:
    """Missing and extra ids. `tell(message, id)` says where."""
    having = list(has)
    for one in wants:
        if one not in having:
            yield tell(f"{what} “{one}” has no text", one)
    for one in having:
        if one not in wants:
            yield tell(f"text for an unknown {what} “{one}”", one)
