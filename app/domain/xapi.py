"""What a learner did, as xAPI 1.0.3 statements: plain values, ready for any learning record store.

Source: the xAPI specification 1.0.3, part two (statements); verbs and activity types of the ADL vocabulary. The actor is an
account with an opaque name: no statement carries a name, an address or what somebody wrote.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from modules.model import Item, Module

Statement = dict[str, Any]
VERB = "http://adlnet.gov/expapi/verbs/"
TYPE = "http://adlnet.gov/expapi/activities/"
INTERACTIONS = {"order": "sequencing", "match": "matching", "classify": "matching"}


@dataclass(frozen=True)
class Answer:
    """One item answered in a round."""

    item: str
    answer: Mapping[str, Any]  # {"chosen": [...]} or {"placed": {...}}
    right: bool
    at: datetime


@dataclass(frozen=True)
class Round:
    """One go at a screen."""

    screen: str
    number: int
    language: str
    started_at: datetime
    finished_at: datetime | None = None
    score: int | None = None
    out_of: int | None = None
    answers: Sequence[Answer] = ()


@dataclass(frozen=True)
class Learned:
    """What one learner did in one module. `learner` is opaque; the same one gives the same statements again."""

    learner: str
    module: Module
    version: str
    started_at: datetime
    passed_at: datetime | None = None
    rounds: Sequence[Round] = ()


@dataclass(frozen=True)
class Platform:
    """Who speaks: the address of the installation, and the modules' titles in English."""

    home: str
    titles: Mapping[str, str] = field(default_factory=dict)

    def statements(self, one: Learned) -> Iterator[Statement]:
        """Registered, attempted, answered; passed and completed once it was. Ids stay the same in every file."""
        module = self._module(one.module)
        yield self._said(one, "registered", module, one.started_at)
        for go in one.rounds:
            yield from self._round(one, go)
        if one.passed_at is not None:
            yield self._said(one, "passed", module, one.passed_at, result=_best(one))
            yield self._said(one, "completed", module, one.passed_at, result={"completion": True})

    def _round(self, one: Learned, go: Round) -> Iterator[Statement]:
        home, screen = self._module(one.module), self._screen(one.module, go.screen)
        within = {"grouping": [home]}
        place = f"{go.screen}/{go.number}"
        yield self._said(
            one, "attempted", screen, go.finished_at or go.started_at, place, _scored(go), within, go.language
        )
        items = {item.id: item for item in one.module.items}
        for answer in go.answers:
            if answer.item in items:
                within = {"parent": [screen], "grouping": [home]}
                result = {"success": answer.right, "response": _response(answer.answer)}
                activity = self._item(one.module, items[answer.item])
                where = f"{place}/{answer.item}"
                yield self._said(one, "answered", activity, answer.at, where, result, within, go.language)

    def _said(
        self,
        one: Learned,
        verb: str,
        activity: Statement,
        at: datetime,
        place: str = "",
        result: Statement | None = None,
        within: Statement | None = None,
        language: str = "",
    ) -> Statement:
        known = f"{self.home}/xapi/{one.learner}/{one.module.id}/{verb}/{place}"
        context: Statement = {"platform": "CISS", "revision": one.version}
        context |= {"contextActivities": within} if within else {}
        context |= {"language": language} if language else {}
        said: Statement = {
            "id": str(uuid5(NAMESPACE_URL, known)),
            "actor": {"objectType": "Agent", "account": {"homePage": self.home, "name": one.learner}},
            "verb": {"id": VERB + verb, "display": {"en": verb}},
            "object": activity,
            "context": context,
            "timestamp": at.isoformat(),
        }
        return said | ({"result": result} if result else {})

    def _module(self, module: Module) -> Statement:
        return _activity(
            f"{self.home}/learning/{module.id}", TYPE + "module", self.titles.get(module.id, module.id)
        )

    def _screen(self, module: Module, screen: str) -> Statement:
        kinds = {one.id: one.kind for one in module.screens}
        # a follow-up is no screen of the module, and asks questions like one
        kind = "assessment" if kinds.get(screen, "check") in ("check", "precheck", "try") else "lesson"
        return _activity(f"{self.home}/learning/{module.id}/{screen}", TYPE + kind, screen)

    def _item(self, module: Module, item: Item) -> Statement:
        made = _activity(
            f"{self.home}/learning/{module.id}/items/{item.id}", TYPE + "cmi.interaction", item.id
        )
        made["definition"]["interactionType"] = INTERACTIONS.get(item.type, "choice")
        return made


def _activity(address: str, kind: str, name: str) -> Statement:
    return {"objectType": "Activity", "id": address, "definition": {"type": kind, "name": {"en": name}}}


def _scored(go: Round) -> Statement | None:
    if go.score is None or not go.out_of:
        return None
    scaled = round(go.score / go.out_of, 4)
    score = {"scaled": scaled, "raw": go.score, "min": 0, "max": go.out_of}
    return {"score": score, "completion": True}


def _best(one: Learned) -> Statement:
    """Success, with the best check when there is one."""
    checks = {screen.id for screen in one.module.screens if screen.kind == "check"}
    done = [go for go in one.rounds if go.screen in checks and go.score is not None and go.out_of]
    if not done:
        return {"success": True}
    best = max(done, key=lambda go: go.score or 0)
    return {"success": True, **(_scored(best) or {})}


def _response(answer: Mapping[str, Any]) -> str:
    """The answer as cmi writes it: “a[,]b”, “c[,]a[,]b”, “a[.]x[,]b[.]y”."""
    placed = answer.get("placed")
    if isinstance(placed, Mapping):
        return "[,]".join(f"{option}[.]{target}" for option, target in placed.items())
    return "[,]".join(str(option) for option in answer.get("chosen", ()))
