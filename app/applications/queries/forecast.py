"""The tier that the claimed levels would earn, what blocks the next one, and the shortest way there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.applications.queries.overview import claimed
from app.casefile import claims, pictures
from app.casefile.scheme import scheme_of
from app.domain.forecast_path import Step, climbs
from app.domain.levels import Profile
from app.models.application import Application
from app.web.forms import say
from app.web.language import current
from modules.load import curriculum


@dataclass(frozen=True)
class Try:
    """One line of "what if": a criterion and the level looked at."""

    criterion: str
    title: str
    level: int | None


@dataclass(frozen=True)
class ForecastPage:
    tier: str | None
    next: str | None
    blockers: tuple[tuple[str, str], ...]  # sentence, criterion or ""
    climbs: tuple[tuple[Step, str], ...]  # step, title of its criterion
    steps: int
    radar: list[dict[str, Any]]
    tries: tuple[Try, ...]
    changed: bool  # are other levels than the claimed ones looked at?

    def title_of(self, criterion: str) -> str:
        """The title of a criterion by its id."""
        return next(one.title for one in self.tries if one.criterion == criterion)


def forecast_page(application: Application, wishes: Mapping[str, str]) -> ForecastPage:
    """`wishes`: criterion id → level as it came in the address; what is no level is left out."""
    real, scheme = claimed(application, claims.rows(application)), scheme_of(application)
    data, language = curriculum(), current()
    known = {criterion.id for criterion in scheme.criteria}
    wished = {
        one: int(level)
        for one, level in wishes.items()
        if one in known and level in {"0", "1", "2", "3", "4"}
    }
    profile: Profile = {**real, **wished}
    found = claims.standing_of(profile, scheme)
    joined = climbs(found.path)
    return ForecastPage(
        tier=found.tier.id if found.tier else None,
        next=found.next.id if found.next else None,
        blockers=tuple(
            (say(one.message), one.subject if one.kind == "criterion" else "") for one in found.blockers
        ),
        climbs=tuple((step, data.criterion(step.criterion, language).text.title) for step in joined),
        steps=len(found.path),
        radar=pictures.radar(profile, scheme),
        tries=tuple(
            Try(one.id, data.criterion(one.id, language).text.title, pictures.shown(profile, one.id))
            for one in scheme.criteria
        ),
        changed=any(real.get(one) != level for one, level in wished.items()),
    )
