"""Values for the matrix of criteria and the radar of modules, in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import url_for

from app.casefile.scheme import parts
from app.domain.levels import NotApplicable, Profile
from app.domain.tiers import module_levels
from app.web.language import current
from modules.model import Scheme

GATES = {"none": 0, "gate": 1, "critical": 2}


def shown(profile: Profile, criterion: str) -> int | None:
    """A level as a picture shows it: a blank and "not applicable" have none."""
    value = profile.get(criterion)
    return None if isinstance(value, NotApplicable) else value


def claim_links(ref: str) -> Callable[[str], str]:
    """The pages of the claims of an application, for a matrix: one address is built, not one for each."""
    start = url_for("applications.claims", ref=ref)
    return lambda criterion: f"{start}/{criterion}"


def matrix(profile: Profile, scheme: Scheme, href: Callable[[str], str]) -> list[dict[str, Any]]:
    """Rows of the component `module_matrix`; `href` makes the link of a criterion's id, or gives ""."""
    levels = module_levels(profile, scheme)
    rows = []
    for part in parts(scheme, current()):
        text, number = part.text, part.module.number
        rows.append(
            {
                "id": f"M{number}",
                "title": text.title,
                "level": levels[number]
                if any(shown(profile, c.id) is not None for c in part.criteria)
                else None,
                "cells": [
                    {
                        "id": criterion.id,
                        "title": text.criteria[criterion.id].title,
                        "level": shown(profile, criterion.id),
                        "gate": GATES[criterion.gate],
                        "href": href(criterion.id),
                    }
                    for criterion in part.criteria
                ],
            }
        )
    return rows


def radar(claimed: Profile, scheme: Scheme, assessed: Profile | None = None) -> list[dict[str, Any]]:
    """Rows of the component `radar`: the module levels; nothing is drawn of what is not there."""
    claim = module_levels(claimed, scheme) if _rated(claimed) else {}
    judged = module_levels(assessed, scheme) if assessed and _rated(assessed) else {}
    return [
        {
            "id": f"M{part.module.number}",
            "title": part.text.title,
            "claimed": claim.get(part.module.number),
            "assessed": judged.get(part.module.number),
        }
        for part in parts(scheme, current())
    ]


def _rated(profile: Mapping[str, object]) -> bool:
    return any(isinstance(value, int) for value in profile.values())
