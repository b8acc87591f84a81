"""The overview, the door, lessons, tools, the plan and the last screen."""

import gzip
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from flask import abort, g, request
from sqlalchemy import bindparam, select

from app import progress, recall
from app.domain.marking import Verdict, mark_item
from app.domain.progress import Progress, Status
from app.domain.roles import Role
from app.extensions import db
from app.learning.queries.frame import Frame, attempts, frame, module_of
from app.models.account import RoleGrant, User
from app.models.followup import FollowUp
from app.models.learning import Enrolment, Plan
from app.recall import Coming
from app.web.language import current
from modules.load import ROOT, curriculum, load_template
from modules.model import Module, Template
from modules.prose import before_heading
from modules.text import ModuleText, PlanText
from modules.views import ScreenView, screen_view

VIEW_BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
# Put together once: that costs more than running them.
PLAN = select(Plan).where(Plan.enrolment_id == bindparam("enrolment"))
MINE = (
    select(Enrolment.id, Plan, FollowUp)
    .join(User, User.id == Enrolment.user_id)
    .outerjoin(Plan, Plan.enrolment_id == Enrolment.id)
    .outerjoin(FollowUp, (FollowUp.enrolment_id == Enrolment.id) & User.follow_ups_stopped_at.is_(None))
    .where(Enrolment.user_id == bindparam("user"), Enrolment.module == bindparam("module"))
)
COLLEAGUES = (
    select(User.id, User.name)
    .join(RoleGrant, RoleGrant.user_id == User.id)
    .where(RoleGrant.school_id == bindparam("school"), RoleGrant.revoked_at.is_(None))
    .where(User.id != bindparam("user"), User.disabled_at.is_(None), User.erased_at.is_(None))
    .distinct()
    .order_by(User.name, User.id)
)
FRAME_KB = 4  # what a page around its words weighs, compressed


@dataclass(frozen=True)
class ModuleCard:
    """One module on the overview."""

    module: Module
    text: ModuleText
    progress: Progress

    @property
    def next_title(self) -> str:
        """Title of the screen to go on with."""
        return self.text.screens[self.progress.next_screen].title


@dataclass(frozen=True)
class IndexPage:
    """All modules, the one to go on with, and the follow-ups that wait."""

    cards: tuple[ModuleCard, ...]
    coming: tuple[Coming, ...]

    @property
    def follow_ups(self) -> list[tuple[int, str, Coming]]:
        """Each follow-up that can be answered now with its module's number and title; if there is none, the next one."""
        cards = {card.module.id: card for card in self.cards}
        known = [one for one in self.coming if one.module in cards]
        shown = [one for one in known if one.address] or known[:1]
        return [(cards[one.module].module.number, cards[one.module].text.title, one) for one in shown]

    @property
    def passed(self) -> int:
        return sum(card.progress.passed for card in self.cards)

    @property
    def next(self) -> ModuleCard | None:
        """The module that was begun, else the first one waiting; None when all is done."""
        waiting = [card for card in self.cards if card.progress.missing]
        begun = [card for card in waiting if card.progress.status is not Status.NOT_STARTED]
        return next(iter(begun or waiting), None)


@dataclass(frozen=True)
class DoorPage(Frame):
    """The way into a module; `colleagues`: (name, progress) of everybody in one's school but oneself."""

    colleagues: tuple[tuple[str, Progress], ...]

    @property
    def colleagues_done(self) -> list[str]:
        return [name for name, one in self.colleagues if one.passed]

    @property
    def size_kb(self) -> int:
        """About what the whole module sends over the line."""
        return size_kb(self.module.id, self.text.language)

    @property
    def resume(self) -> str:
        """Title of the screen to go on with."""
        return self.text.screens[self.progress.next_screen].title


@dataclass(frozen=True)
class LessonPage(Frame):
    """Something to read, mostly with a picture."""

    @property
    def picture_size(self) -> tuple[int, int]:
        return picture_size(self.module.id, self.screen.picture)


@dataclass(frozen=True)
class ToolPage(Frame):
    """How to use the tool, and the tool itself."""

    template: Template


@dataclass(frozen=True)
class PlanPage(Frame):
    """Five suggestions (id, words), and what the learner wishes to write from: one of them, `own` or `saved`."""

    plan: Plan | None  # as saved
    suggestions: tuple[tuple[str, PlanText], ...]
    wish: str

    @property
    def writing(self) -> bool:
        """Is the form shown?"""
        return self.suggested is not None or self.wish in ("own", "saved")

    @property
    def suggested(self) -> tuple[str, PlanText] | None:
        """The suggestion to begin from."""
        return next((one for one in self.suggestions if one[0] == self.wish), None)

    @property
    def criteria(self) -> list[tuple[str, str]]:
        """(id, title) of the criteria a plan of this module can serve."""
        return [(one.id, self.text.criteria[one.id].title) for one in self.module.criteria]


@dataclass(frozen=True)
class Place:
    """A school of the learner: its ref, and whether the learner leads it."""

    ref: str
    leads: bool


@dataclass(frozen=True)
class DonePage(Frame):
    """What was achieved; `right`: objectives answered wholly right in the best check; `others`: all modules."""

    plan: Plan | None
    right: tuple[str, ...]
    others: tuple[ModuleCard, ...]
    schools: tuple[Place, ...]
    coming: Coming | None  # the follow-up that waits

    @property
    def next_module(self) -> ModuleCard | None:
        """The next module still to pass, after this one first."""
        waiting = [card for card in self.others if card.progress.missing and card.module.id != self.module.id]
        later = [card for card in waiting if card.module.number > self.module.number]
        return next(iter(later or waiting), None)


def first_school() -> int | None:
    """The school whose board gets the learner's plans; None for people without a school."""
    return next((grant.school_id for grant in g.actor.grants if grant.school_id is not None), None)


def _cards(mine: dict[str, Progress]) -> tuple[ModuleCard, ...]:
    content, language = curriculum(), current()
    return tuple(ModuleCard(one, content.text(one.id, language), mine[one.id]) for one in content.modules)


@cache
def size_kb(module_id: str, language: str) -> int:
    """Kilobytes of a module as sent: its words and pictures compressed, and a frame for each page."""
    content = curriculum()
    module, words = content.module(module_id), content.text(module_id, language)
    pages = len(module.screens) + module.check.draw + 4
    pictures = [ROOT / module_id / one.picture for one in module.screens if one.picture]
    sent = [words.model_dump_json().encode(), *(path.read_bytes() for path in pictures)]
    return sum(len(gzip.compress(one)) for one in sent) // 1024 + FRAME_KB * pages


def index() -> IndexPage:
    """The learner's overview, in two queries, and one more once a module is passed."""
    mine = progress.of_person(g.actor.user_id)
    passed = any(one.passed for one in mine.values())
    coming = recall.coming(g.actor.user_id, g.person.timezone) if passed else []
    return IndexPage(_cards(mine), tuple(coming))


def door_page(start: Frame) -> DoorPage:
    """The door, with the colleagues of the learner's first school: three more queries."""
    school = first_school()
    if school is None:
        return DoorPage(**vars(start), colleagues=())
    people = db.session.execute(COLLEAGUES, {"school": school, "user": g.actor.user_id}).all()
    found = progress.of_people([one.id for one in people]) if people else {}
    names = tuple((one.name, found[one.id][start.module.id]) for one in people)
    return DoorPage(**vars(start), colleagues=names)


def lesson_page(start: Frame) -> LessonPage:
    return LessonPage(**vars(start))


def tool_page(start: Frame) -> ToolPage:
    return ToolPage(**vars(start), template=load_template(start.screen.template, current()))


def plan_page(start: Frame) -> PlanPage:
    """The plan as it is saved, from one more query."""
    plan = db.session.scalars(PLAN, {"enrolment": start.enrolment}).one_or_none() if start.enrolment else None
    suggestions = tuple((one, start.text.plan[one]) for one in start.screen.suggestions)
    return PlanPage(**vars(start), plan=plan, suggestions=suggestions, wish=request.args.get("from", ""))


def done_page(module_id: str, screen_id: str) -> DonePage:
    """The last screen, in four queries; 404 for an unknown module or screen."""
    mine = progress.of_person(g.actor.user_id)
    rows = db.session.execute(MINE, {"user": g.actor.user_id, "module": module_id}).all()
    enrolment, plan = (rows[0][0], rows[0][1]) if rows else (None, None)
    coming = recall.nearest(module_id, (row[2] for row in rows if row[2] is not None), g.person.timezone)
    start = frame(module_id, screen_id, known=progress.Mine(enrolment, mine[module_of(module_id).id]))
    check = next((screen.id for screen in start.module.screens if screen.kind == "check"), "")
    goes = [go for go in attempts(start.enrolment, check) if go.score is not None]
    best = max(goes, key=lambda go: go.score or 0, default=None)
    verdicts: dict[str, list[bool]] = {}
    for item in start.module.bank if best else ():
        if best and item.id in best.answers:
            right = mark_item(item, best.answers[item.id].get("chosen")).verdict is Verdict.RIGHT
            verdicts.setdefault(item.objective, []).append(right)
    known = tuple(
        start.text.objectives[one] for one in start.module.objectives if all(verdicts.get(one, [False]))
    )
    schools = tuple(
        Place(ref, grant.role is Role.LEAD) for grant, ref in g.person.places if grant.school_id is not None
    )
    return DonePage(
        **vars(start), plan=plan, right=known, others=_cards(mine), schools=schools[:1], coming=coming
    )


@dataclass(frozen=True)
class PreviewPage:
    """What anybody may read of a module: its door and its first lesson."""

    module: Module
    text: ModuleText
    view: ScreenView

    @property
    def picture_size(self) -> tuple[int, int]:
        return picture_size(self.module.id, self.view.screen.picture)


@cache
def picture_size(module_id: str, shown: str) -> tuple[int, int]:
    """Width and height of a picture as drawn, so that the page does not jump when it comes; (0, 0) for none."""
    found = VIEW_BOX.search((ROOT / module_id / shown).read_text("utf-8")) if shown else None
    return (int(found[1]), int(found[2])) if found else (0, 0)


def preview(module_id: str) -> PreviewPage:
    """The public preview, without a query; 404 for an unknown module."""
    module = module_of(module_id)
    text = curriculum().text(module.id, current())
    lesson = next(screen.id for screen in module.screens if screen.kind == "lesson")
    view = screen_view(module, text, lesson)
    return PreviewPage(module, text, replace(view, lesson=before_heading(view.lesson)))


def picture(module_id: str, name: str) -> Path:
    """The file of a picture that a screen of the module shows; 404 for any other name."""
    module = module_of(module_id)
    shown = f"media/{name}.svg"
    return ROOT / module.id / shown if any(one.picture == shown for one in module.screens) else abort(404)


def template(template_id: str) -> Template:
    """A tool in the reader's language; 404 for an unknown id."""
    try:
        return load_template(template_id, current())
    except (KeyError, FileNotFoundError):
        return abort(404)


def plan(module_id: str, screen_id: str) -> PlanPage:
    """The plan screen that a form is sent from; 404 for any other screen."""
    start = frame(module_id, screen_id)
    return plan_page(start) if start.screen.kind == "plan" else abort(404)


def saved_plan(module_id: str) -> PlanPage:
    """The module's plan screen with the learner's saved plan; 404 before it is saved."""
    screen = next(one.id for one in module_of(module_id).screens if one.kind == "plan")
    found = plan_page(frame(module_id, screen))
    return found if found.plan is not None else abort(404)
