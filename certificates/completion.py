"""A learner's personal certificate: one module or all five. Plain facts in, one archival page of A5 out.

It proves learning and nothing else: another size, colour and emblem than a school's certificate, and a sentence that
says so. `completion_pdf` leaves a field over the emblem that `seal.seal` signs.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from certificates import weasy
from certificates.art.qr import qr
from certificates.art.ribbon import (
    HEIGHT,
    QR_PLACE,
    SEAL_CENTRE,
    SEAL_RADIUS,
    completion_art,
)
from certificates.facts import LANGUAGES, LIMITS, NAME_LIMIT, FactsError, check_texts
from certificates.finish import Finisher, SealField, deflated
from certificates.page import environment, name_fit
from certificates.texts import long_date, words

MOST_MODULES = 5
_WIDTH = 145 * 72 / 25.4  # of the words, in points
_NAME_STEPS = ((27, 1), (24, 1), (21, 1), (18, 2), (16, 2), (13, 3), (11, 3), (10, 4), (9, 4))
_TITLE_STEPS = ((18, 1), (16, 1), (14, 1), (13, 2), (11, 2), (9, 2))


class ModulePassed(NamedTuple):
    """One module and the day it was passed; an empty title means the training's own title."""

    number: int
    title: str
    passed_on: date


@dataclass(frozen=True)
class CompletionFacts:
    """What the certificate says. One module, or all of them in their order; `minutes` is the time learning takes."""

    name: str
    modules: tuple[ModulePassed, ...]
    completed_on: date
    issued_on: date
    code: str
    verify_url: str
    minutes: int
    language: str = "en"
    second_language: str = ""
    scheme_version: str = "1.0"
    issuer: str = "CISS"
    specimen: bool = False

    @property
    def whole(self) -> bool:
        """Is it the whole training?"""
        return len(self.modules) > 1


def plain(facts: CompletionFacts) -> dict[str, Any]:
    """The facts as JSON values, as `from_plain` reads them."""
    values: dict[str, Any] = json.loads(json.dumps(asdict(facts), default=date.isoformat))
    return values


def from_plain(values: Mapping[str, Any]) -> CompletionFacts:
    """The facts again from what `plain` gave."""
    modules = tuple(ModulePassed(n, title, date.fromisoformat(day)) for n, title, day in values["modules"])
    days = {key: date.fromisoformat(values[key]) for key in ("completed_on", "issued_on")}
    return CompletionFacts(**{**values, **days, "modules": modules})


def written_name(name: str) -> str:
    """A name as it is printed: composed letters, single blanks."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def check_completion(facts: CompletionFacts) -> None:
    """Refuse what would be drawn with holes or would not fit; raises FactsError with the field's name."""
    if not facts.name:
        raise FactsError("name", "is empty.")
    texts = {name: str(getattr(facts, name)) for name in ("code", "verify_url", "scheme_version", "issuer")}
    texts |= {"name": facts.name} | {f"title of module {one.number}": one.title for one in facts.modules}
    check_texts(texts, {**LIMITS, "name": NAME_LIMIT})
    _check_values(facts)


def _check_values(facts: CompletionFacts) -> None:
    numbers = [one.number for one in facts.modules]
    if not numbers or numbers != sorted(set(numbers)) or not set(numbers) <= set(range(1, MOST_MODULES + 1)):
        raise FactsError("modules", "must be one module, or several in their order, numbered 1 to 5.")
    if max(one.passed_on for one in facts.modules) != facts.completed_on:
        raise FactsError("completed_on", "must be the day of the last pass.")
    if facts.completed_on > facts.issued_on:
        raise FactsError("issued_on", "lies before the day of completion.")
    if facts.language not in LANGUAGES or facts.second_language not in ("", *LANGUAGES):
        raise FactsError("language", f"must be one of {', '.join(LANGUAGES)}.")
    if not re.fullmatch(r"https?://[!-~]+", facts.verify_url):
        raise FactsError("verify_url", "must be a web address that begins with https://.")


def completion_html(facts: CompletionFacts) -> str:
    """The words of the certificate as HTML; raises FactsError."""
    check_completion(facts)
    w, t = words(facts.language), words(facts.language, "completion")
    title = _title(facts, facts.language)
    return (
        environment()
        .get_template("completion.html")
        .render(
            facts=facts,
            language=facts.language,
            issuer=facts.issuer,
            created=f"{facts.issued_on.isoformat()}T00:00:00Z",
            style="",
            w=w,
            t=t,
            name=name_fit(facts.name, _NAME_STEPS, _WIDTH),
            did=t["did_course"] if facts.whole else t["did_module"].format(number=facts.modules[0].number),
            title=title,
            title_fit=name_fit(title, _TITLE_STEPS, _WIDTH),
            modules=_modules(facts),
            rows=_rows(facts),
            second=_second(facts),
            qr_alt=w["qr_alt"].format(url=facts.verify_url),
            address=facts.verify_url.split("://", 1)[1],
        )
    )


def completion_pdf(facts: CompletionFacts) -> bytes:
    """The certificate as PDF/A-3a and PDF/UA-1, unsigned; the same facts give the same bytes.

    Raises FactsError or RenderError.
    """
    markup = completion_html(facts)
    w = words(facts.language)
    finisher = Finisher(
        page_height=HEIGHT,
        art=_static(str(w["specimen"]) if facts.specimen else ""),
        figure=[qr(facts.verify_url, *QR_PLACE)],
        seal=SealField(SEAL_CENTRE, SEAL_RADIUS, w["seal_alt"].format(issuer=facts.issuer)),
    )
    return weasy.write(markup, "completion.css", finisher, [], pages=1)


@lru_cache(maxsize=6)
def _static(word: str) -> bytes:
    return deflated(completion_art(word), HEIGHT)


def _module_title(module: ModulePassed, language: str, own: str) -> str:
    """The title in a language: the given one in the certificate's `own` language, the training's own in another."""
    given = module.title if language == own else ""
    return given or str(words(language)["modules"][module.number - 1])


def _title(facts: CompletionFacts, language: str) -> str:
    if facts.whole:
        return str(words(language, "completion")["course"])
    return _module_title(facts.modules[0], language, facts.language)


def _modules(facts: CompletionFacts) -> list[dict[str, Any]]:
    if not facts.whole:
        return []
    language = facts.language
    return [
        {
            "number": one.number,
            "title": _module_title(one, language, language),
            "day": long_date(one.passed_on, language),
        }
        for one in facts.modules
    ]


def _rows(facts: CompletionFacts) -> list[tuple[str, str]]:
    w, t = words(facts.language), words(facts.language, "completion")
    return [
        (t["completed"], long_date(facts.completed_on, facts.language)),
        (t["time"], t["minutes"].format(minutes=facts.minutes)),
        (w["standard"], w["standard_value"].format(version=facts.scheme_version)),
        (w["issued"], long_date(facts.issued_on, facts.language)),
        (w["issuer"], facts.issuer),
    ]


def _second(facts: CompletionFacts) -> dict[str, str] | None:
    language = facts.second_language
    if not language or language == facts.language:
        return None
    t = words(language, "completion")
    sentence = t["second_course" if facts.whole else "second_module"].format(
        number=facts.modules[0].number,
        title=_title(facts, language),
        completed=long_date(facts.completed_on, language),
    )
    return {"language": language, "sentence": sentence, "disclaimer": t["disclaimer"]}
