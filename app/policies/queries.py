"""What the page of the policy checker shows: the report, in the reader's language, with paragraphs in the text's own."""

import re
from dataclasses import dataclass
from functools import cache

from app.web.language import current
from modules.load import LANGUAGES, curriculum
from modules.model import Language
from modules.policy_check import PolicyReport, Verdict, check
from modules.policy_text import load_parts, load_policy

_BLANK = re.compile(r"_{3,}")  # as our templates and the paragraphs offered here have them
UNSURE = 0.2  # a guess below this is said to be one
TEMPLATE = "online-safety-policy"


@dataclass(frozen=True)
class Part:
    """One part as it is shown: name and reason for the reader, heading and paragraph for the text."""

    id: str
    name: str
    why: str
    heading: str
    paragraph: str
    criterion: str
    title: str  # of the criterion
    module: str
    screen: str
    quote: str

    @property
    def to_paste(self) -> str:
        return f"{self.heading}\n{self.paragraph}"


@dataclass(frozen=True)
class CheckPage:
    """A report and its parts by verdict."""

    report: PolicyReport
    there: tuple[Part, ...]
    mentioned: tuple[Part, ...]
    missing: tuple[Part, ...]
    unsure: bool  # about the language
    all_parts: int
    blanks: int  # lines to fill in that are still empty


def checked(text: str, language: Language | None) -> CheckPage:
    """Read a policy; nothing is kept of it."""
    report = check(text, language)
    there, mentioned, missing = (
        tuple(_part(found.id, report.language, found.quote) for found in report.having(verdict))
        for verdict in (Verdict.THERE, Verdict.MENTIONED, Verdict.MISSING)
    )
    unsure = language is None and report.guess.confidence < UNSURE
    return CheckPage(report, there, mentioned, missing, unsure, len(report.parts), len(_BLANK.findall(text)))


def _part(name: str, language: Language, quote: str) -> Part:
    reader = current()
    shown = load_policy(next((one for one in LANGUAGES if one == reader), "en")).parts[name]
    written = load_policy(language).parts[name]
    criterion, module, screen = _taught(name)
    view = curriculum().criterion(criterion, reader)
    return Part(
        name,
        shown.name,
        shown.why,
        written.name,
        written.write,
        criterion,
        view.text.title,
        module,
        screen,
        quote,
    )


@cache
def _taught(name: str) -> tuple[str, str, str]:
    """Criterion, module and screen of a part."""
    criterion = {ref.id: ref.criterion for ref in load_parts()}[name]
    for module in curriculum().modules:
        for one in module.criteria:
            if one.id == criterion:
                return criterion, module.id, one.screen
    raise KeyError(criterion)
