"""The standard that a case is judged by: the version under which its application was opened, for ever.

Everything about a case asks here and hands the `Scheme` on; today's standard is for what is new and for the public.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.models.application import Application
from app.models.award import Award
from modules.load import curriculum
from modules.model import Criterion, Module, Scheme
from modules.text import ModuleText


def scheme_of(case: Application | Award) -> Scheme:
    """The standard of this application, or of the application behind this award. No query. KeyError: unknown version."""
    return curriculum().scheme_of(case.scheme_version)


def newer_than(case: Application) -> str:
    """The newest version of the standard; "" where the case follows it."""
    newest = curriculum().scheme.version
    return "" if newest == case.scheme_version else newest


@dataclass(frozen=True)
class Part:
    """A module with the criteria that a version has in it, and its words."""

    module: Module
    criteria: tuple[Criterion, ...]
    text: ModuleText


def parts(scheme: Scheme, language: str) -> Iterator[Part]:
    """The modules of a version of the standard, in order."""
    data = curriculum()
    for module in data.modules:
        if module.id in scheme.modules:
            own = module.criteria
            if scheme is not data.scheme:
                own = tuple(one for one in scheme.criteria if one.module == module.number)
            yield Part(module, own, data.text(module.id, language))
