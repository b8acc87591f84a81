"""All tools by module, one tool with what it feeds, and what the platform can put into a school's copy."""

from collections.abc import Iterator
from dataclasses import dataclass

from babel.dates import format_date, get_timezone
from flask import abort, g
from sqlalchemy import bindparam, select

from app import clock
from app.domain.errors import Invalid
from app.domain.message import Message
from app.domain.roles import Position, Role
from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.school import School
from app.tools.queries.drafts import DraftLine, of_my_schools, removed_lines
from app.web.language import current, written
from modules.load import curriculum, fed_by, load_template, load_templates, template_languages
from modules.model import Template
from modules.views import CriterionView

SCHOOLS = (
    select(School.ref, School.name, School.language)
    .where(School.id.in_(bindparam("schools", expanding=True)))
    .order_by(School.name)
)
LEADS = (
    select(RoleGrant.position, User.name)
    .join(User, User.id == RoleGrant.user_id)
    .where(RoleGrant.school_id == bindparam("school"), RoleGrant.role == Role.LEAD, RoleGrant.revoked_at.is_(None))
    .order_by(RoleGrant.id)
)  # fmt: skip


@dataclass(frozen=True)
class ToolLine:
    """A tool in the list."""

    id: str
    title: str
    purpose: str
    criteria: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """The tools of one module."""

    module: str
    title: str
    tools: tuple[ToolLine, ...]


@dataclass(frozen=True)
class IndexPage:
    groups: tuple[Group, ...]
    modules: tuple[tuple[str, str], ...]  # to filter by: id, title
    found: int
    query: str
    module: str
    drafts: tuple[DraftLine, ...]
    removed: tuple[DraftLine, ...]
    belongs: bool  # to a school


@dataclass(frozen=True)
class ToolPage:
    template: Template
    criteria: tuple[CriterionView, ...]
    languages: tuple[str, ...]
    schools: tuple[tuple[str, str, str], ...]  # ref, name, and the language its copy begins in
    drafts: tuple[DraftLine, ...]


def my_schools() -> list[int]:
    """The schools this person belongs to."""
    return [grant.school_id for grant, _ in g.person.places if grant.school_id is not None]


def index(query: str, module: str) -> IndexPage:
    """All tools; one query for the drafts of one's schools."""
    titles = tuple((one.id, curriculum().text(one.id, current()).title) for one in curriculum().modules)
    wanted = query.strip().casefold()
    groups = tuple(_groups(titles, wanted, module))
    mine, schools = my_schools(), bool(my_schools())
    drafts = of_my_schools(mine) if mine else ()
    return IndexPage(
        groups=groups,
        modules=titles,
        found=sum(len(group.tools) for group in groups),
        query=query.strip(),
        module=module,
        drafts=tuple(one for one in drafts if one.removed_at is None),
        removed=removed_lines(drafts),
        belongs=schools,
    )


def _groups(titles: tuple[tuple[str, str], ...], wanted: str, module: str) -> Iterator[Group]:
    """A tool stands in the module of the first criterion it feeds."""
    homes = {one.id: module.id for module in curriculum().modules for one in module.criteria}
    lines: dict[str, list[ToolLine]] = {}
    for ref in load_templates():
        criteria = tuple(one.id for one in fed_by()[ref.id])
        tool = load_template(ref.id, current())
        if not wanted or wanted in " ".join((tool.title, ref.title, tool.purpose, *criteria)).casefold():
            home = homes[criteria[0]] if criteria else titles[-1][0]
            lines.setdefault(home, []).append(ToolLine(ref.id, tool.title, tool.purpose, criteria))
    for key, title in titles:
        if key in lines and module in ("", key):
            yield Group(key, title, tuple(lines[key]))


def template(template_id: str, language: str = "") -> Template:
    """A tool in this language, or in the reader's; 404 for an unknown id."""
    try:
        return load_template(template_id, language or current())
    except KeyError:
        return abort(404)


def asked(template_id: str, language: str) -> Template:
    """The tool that a button names. Raises Invalid when it names none."""
    if not template_id:
        raise Invalid(Message("Choose a tool first."))
    return template(template_id, language)


def tool_page(template_id: str) -> ToolPage:
    """One tool; two queries for people of a school, none for others."""
    found, mine = template(template_id), my_schools()
    languages = template_languages(template_id)
    rows = db.session.execute(SCHOOLS, {"schools": mine}).all() if mine else []
    drafts = of_my_schools(mine, template_id) if mine else ()
    view = curriculum().criterion
    return ToolPage(
        template=found,
        criteria=tuple(view(one.id, current()) for one in fed_by()[template_id]),
        languages=languages,
        schools=tuple((row.ref, row.name, _begins(row.language, languages)) for row in rows),
        drafts=tuple(one for one in drafts if one.removed_at is None),
    )


def _begins(school: str, languages: tuple[str, ...]) -> str:
    """The school's language where the tool is written in it, else the reader's, else English."""
    return next((one for one in (school, current()) if one in languages), "en")


def known(school: School, language: str) -> dict[str, str]:
    """What the platform can put into a school's copy: names as `modules.blanks.KNOWN` calls them. One query."""
    held: dict[Position | None, str] = {}
    for position, name in db.session.execute(LEADS, {"school": school.id}):
        held.setdefault(position, name)
    today = clock.now().astimezone(get_timezone(school.programme.timezone))
    return {
        "school": school.name,
        "locality": school.locality,
        "head": held.get(Position.HEAD, ""),
        "coordinator": held.get(Position.COORDINATOR, ""),
        "today": format_date(today, "long", locale=written(language)),
    }
