"""What anybody may read of revocations and of what a tier means."""

from sqlalchemy import select

from app.domain.workflow import AwardState
from app.extensions import db
from app.models.award import Award
from modules.load import curriculum
from modules.model import Tier


def revoked() -> tuple[int, ...]:
    """Places in the status list of certificates that were withdrawn; the other ends are told by date and page."""
    query = select(Award.status_index).where(
        Award.state == AwardState.WITHDRAWN, Award.status_index.is_not(None)
    )
    return tuple(sorted(index for index in db.session.scalars(query) if index is not None))


def tier_of(tier: str, version: str) -> Tier | None:
    """What this version of the standard asks for the tier; None for a version that was never published."""
    try:
        return curriculum().scheme_of(version).tier(tier)
    except KeyError:
        return None


def achievement_known(tier: str, version: str) -> bool:
    """Has this tier of this version of the standard a page: it was published, or somebody was awarded it?"""
    if tier_of(tier, version) is not None:
        return True
    query = select(Award.id).where(Award.tier == tier, Award.scheme_version == version).limit(1)
    return db.session.scalar(query) is not None
