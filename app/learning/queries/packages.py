"""Modules to take away: in which language, and what the words of each are in."""

from dataclasses import dataclass

from flask import request

from app.learning.queries.frame import module_of
from app.web.language import LANGUAGES, NAMES, current
from modules.exchange.package import offline_package
from modules.load import curriculum
from modules.model import Module
from modules.text import ModuleText


@dataclass(frozen=True)
class Package:
    """One module in the language asked for."""

    module: Module
    text: ModuleText
    kb: int  # of either archive: they differ by a manifest


@dataclass(frozen=True)
class PackagesPage:
    """All modules in one language."""

    language: str
    packages: tuple[Package, ...]

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """(code, its own name) of every language."""
        return tuple(NAMES.items())


def wished_language() -> str:
    """The language that the address names (`?in=uk`), else that of the page."""
    wish = request.args.get("in", "")
    return wish if wish in LANGUAGES else current()


def packages() -> PackagesPage:
    """Every module in the language asked for, without a query."""
    language, content = wished_language(), curriculum()
    found = tuple(
        Package(one, content.text(one.id, language), _kb(one.id, language)) for one in content.modules
    )
    return PackagesPage(language, found)


def offline_kb(module_id: str) -> int:
    """Kilobytes of the module's offline archive in the reader's language; 404 for an unknown module."""
    return _kb(module_of(module_id).id, current())


def _kb(module_id: str, language: str) -> int:
    return -(-len(offline_package(module_id, language)) // 1024)
