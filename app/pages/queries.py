"""What the public pages show: counts, the standard, contacts."""

from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from sqlalchemy import bindparam, func, select

from app import clock
from app.domain.workflow import AwardState
from app.extensions import db
from app.models.award import Award
from app.models.programme import Programme
from app.models.school import School
from app.web.language import current
from modules.load import curriculum
from modules.model import Module, Tier
from modules.text import ModuleText
from modules.views import CriterionView

_live = (Award.state == AwardState.ACTIVE, Award.expires_on >= bindparam("today"))
FIGURES = select(
    select(func.count(func.distinct(Award.school_id))).where(*_live).scalar_subquery(),
    select(func.count(School.id)).where(School.registered_at.is_not(None)).scalar_subquery(),
    select(func.count(Programme.id)).scalar_subquery(),
)  # put together once: that costs more than running it


@dataclass(frozen=True)
class HomePage:
    certified: int
    schools: int
    programmes: int


def home() -> HomePage:
    """Three figures of the whole platform, in one query."""
    return HomePage(*db.session.execute(FIGURES, {"today": clock.today()}).one())


@dataclass(frozen=True)
class StandardPage:
    version: str
    tiers: tuple[Tier, ...]
    modules: tuple[tuple[Module, ModuleText], ...]


def standard() -> StandardPage:
    data, language = curriculum(), current()
    modules = tuple((module, data.text(module.id, language)) for module in data.modules)
    return StandardPage(data.scheme.version, data.scheme.tiers, modules)


def words(module_id: str) -> ModuleText:
    """In which the criteria of a module are written for this reader."""
    return curriculum().text(module_id, current())


def criterion(criterion_id: str) -> CriterionView | None:
    try:
        return curriculum().criterion(criterion_id, current())
    except KeyError:
        return None


@dataclass(frozen=True)
class HelpPage:
    programmes: tuple[Programme, ...]


def help_page() -> HelpPage:
    """The open programmes with the contacts they show."""
    query = select(Programme).where(Programme.closed_at.is_(None)).order_by(Programme.name)
    return HelpPage(tuple(db.session.scalars(query)))


def security_txt() -> str:
    """RFC 9116: where to report a weakness, valid for a year from today."""
    base = current_app.config["SETTINGS"].base_url
    expires = (clock.now() + timedelta(days=365)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"Contact: {base}/help\nExpires: {expires}\nCanonical: {base}/.well-known/security.txt\n"
