"""How people answer the questions, for authors: counted in the database, without anybody's name."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Float, String, case, cast, func, select

from app.domain.item_statistics import ItemStatistics, Tally, statistics
from app.extensions import db
from app.models.learning import Attempt, Enrolment, Response
from modules.load import curriculum
from modules.model import Item, Module
from modules.text import ItemText

# What is asked before the module tells what people knew already, and nothing about the question.
USES = ("try", "check")
SORTS = ("item", "difficulty", "discrimination", "answers")


@dataclass(frozen=True)
class ItemLine:
    """One question with its figures."""

    module: Module
    item: Item
    text: ItemText
    figures: ItemStatistics

    @property
    def never(self) -> list[str]:
        """Texts of the options that nobody chose."""
        return [self.text.options[option].text for option in self.figures.never]


@dataclass(frozen=True)
class ItemsPage:
    """Questions of all modules or of one."""

    lines: list[ItemLine]
    modules: tuple[Module, ...]
    module: str
    sort: str

    @property
    def enough(self) -> int:
        """How many have answers enough."""
        return sum(line.figures.enough for line in self.lines)


def items(module: str = "", sort: str = "", language: str = "en") -> ItemsPage:
    """Every question with its figures and its words in that language. One query."""
    found = curriculum()
    known = [one for one in found.modules if module in ("", one.id)]
    tallies = _tallies([item.id for one in known for item in one.items if item.use in USES])
    lines = [
        ItemLine(one, item, found.text(one.id, language).items[item.id], statistics(item, tallies[item.id]))
        for one in known
        for item in one.items
        if item.use in USES
    ]
    sort = sort if sort in SORTS else "item"
    if sort != "item":
        lines.sort(key=lambda line: _rank(line.figures, sort))
    return ItemsPage(lines, found.modules, module, sort)


def _rank(figures: ItemStatistics, sort: str) -> tuple[bool, float]:
    """What needs an author first: the hardest, the least telling; the most answered. Without figures last."""
    value = getattr(figures, sort)
    return value is None, -(value or 0) if sort == "answers" else (value or 0)


def item_rows(module: str = "", language: str = "en") -> Iterator[tuple[Any, ...]]:
    """The same as rows of a file; empty cells where there are too few answers."""
    for line in items(module, language=language).lines:
        figures = line.figures
        yield (
            line.module.id,
            line.item.id,
            line.item.use,
            line.item.type,
            line.item.objective,
            line.text.stem,
            "" if figures.answers is None else figures.answers,
            "" if figures.difficulty is None else round(figures.difficulty, 3),
            "" if figures.discrimination is None else round(figures.discrimination, 3),
            " ".join(figures.never),
            " ".join(f"{option}={figures.chosen.get(option, 0)}" for option in line.item.options)
            if figures.chosen
            else "",
        )


def _tallies(ids: list[str]) -> dict[str, list[Tally]]:
    """Item id → its first answers, counted by wording."""
    answered = _answers(ids).subquery()
    mine = answered.c
    others = case((mine.asked > 1, 1), else_=0)
    rest = case((mine.asked > 1, cast(mine.scored - mine.right, Float) / (mine.asked - 1)), else_=0.0)
    query = (
        select(
            mine.item,
            mine.answer,
            mine.right,
            func.count(),
            func.sum(others),
            func.sum(rest),
            func.sum(rest * rest),
        )
        .where(mine.turn == 1)
        .group_by(mine.item, mine.answer, mine.right)
    )
    found: dict[str, list[Tally]] = defaultdict(list)
    for item, answer, right, count, paired, rests, squares in db.session.execute(query):
        given = json.loads(answer)
        found[item].append(Tally(given, int(count), bool(right), int(paired), float(rests), float(squares)))
    return found


def _answers(ids: list[str]) -> Any:
    """Every answer with its turn (1: this person's first to the item) and how its round went; nobody is named."""
    response, attempt, enrolment = Response.__table__.c, Attempt.__table__.c, Enrolment.__table__.c
    right = cast(case((response.right, 1), else_=0), Float)
    return (
        select(
            response.item,
            cast(response.answer, String).label("answer"),
            right.label("right"),
            func.row_number()
            .over(
                partition_by=(enrolment.user_id, response.item),
                order_by=(response.answered_at, response.attempt_id),
            )
            .label("turn"),
            func.sum(right).over(partition_by=response.attempt_id).label("scored"),
            func.count().over(partition_by=response.attempt_id).label("asked"),
        )
        .join(Attempt.__table__, attempt.id == response.attempt_id)
        .join(Enrolment.__table__, enrolment.id == attempt.enrolment_id)
        .where(
            response.item.in_(ids), ~attempt.screen.startswith("follow-up-")
        )  # these ask what somebody missed
    )
