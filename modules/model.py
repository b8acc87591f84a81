"""What the content files become in memory: frozen values, ids, thresholds and right answers, no prose.

Structure (here) and language (`text.py`) live in separate files, so that a translation cannot change
an answer; `load.py` reads both and `views.py` joins them for a page. Ids are for ever.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from modules.blanks import HAND, names, shown

Gate = Literal["none", "gate", "critical"]
Language = Literal["en", "ru", "uk", "ro", "be"]


class Frozen(BaseModel):
    """A value: unknown keys are errors, and nothing changes after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Criterion(Frozen):
    """One requirement of the scheme. Its prose is in `CriterionText`."""

    id: str  # "3.1": module number, a point, running number
    gate: Gate = "none"
    not_applicable: bool = False  # may a school say "does not apply to us", with a reason?
    automatic: bool = False  # evidence is the platform's own record (criterion 1.3)
    template: str = ""  # id of the tool that helps most
    screen: str = ""  # id of the screen that teaches it
    since: str = "1.0"  # version of the standard that first had it

    @property
    def module(self) -> int:
        """Number of the module it belongs to: 3 for "3.1"."""
        return int(self.id.split(".")[0])


class Tier(Frozen):
    """A class of award with its thresholds, as `scheme.yaml` states them (levels 0 to 4)."""

    id: Literal["bronze", "silver", "gold"]
    modules_all: int  # every module level at least this
    modules_some: int  # … and this many modules …
    modules_some_count: int  # … at least `modules_some`
    gates: int
    critical: int
    every_criterion: int
    open_majors: int  # most open major findings allowed
    open_minors_on_gates: int | None  # None: no limit
    minor_due_days: int | None
    deciders: int  # how many people decide
    decided_by_judge: bool  # may the assessor who judged decide alone?
    months: int  # validity
    renewable: bool
    check_in_months: int | None = None


class LevelRule(Frozen):
    """Thresholds of the module-level rule."""

    maximum: int  # 4
    share: float  # share of a module's criteria that must reach k (0.75)
    spread: int  # none below k - spread (1)
    paper_lead: int  # practice may lead paper by this (1): level = min(P, D + paper_lead)
    expired_document_cap: int  # D of a document past its review date (2)
    not_applicable_most: int  # most "not applicable" in one application (2)


class Scheme(Frozen):
    """A published version of the standard: immutable; an application is pinned to one."""

    version: str
    levels: LevelRule
    tiers: tuple[Tier, ...]  # lowest first
    criteria: tuple[Criterion, ...]  # all of them, in order
    modules: tuple[str, ...]  # folder ids in order: "m1-rights", …

    def __hash__(self) -> int:
        """By version alone: schemes are keys of what is kept ready, and hashing every criterion costs more than it saves."""
        return hash(self.version)

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion of that id; KeyError if this version has none."""
        for one in self.criteria:
            if one.id == criterion_id:
                return one
        raise KeyError(criterion_id)

    def tier(self, tier_id: str) -> Tier:
        """The tier of that id ("silver"); KeyError if there is none."""
        for one in self.tiers:
            if one.id == tier_id:
                return one
        raise KeyError(tier_id)


# --- a module: structure, without prose -------------------------------------------------------

ScreenKind = Literal[
    "door", "precheck", "incident", "lesson", "try", "tool", "scenario", "check", "plan", "done"
]
ItemType = Literal["single", "multiple", "order", "match", "classify", "scenario"]
Use = Literal["precheck", "try", "check"]


class Screen(Frozen):
    """One page of a module, in its place. Which other fields are filled depends on `kind`."""

    id: str  # "learn-a"; for ever, used in addresses
    kind: ScreenKind
    lesson: str = ""  # file name in lessons/ without .md (kinds lesson, tool)
    picture: str = ""  # "media/routes.svg", relative to the module's folder
    template: str = ""  # id of the template shown (kind tool)
    items: tuple[str, ...] = ()  # item ids (kinds precheck, try)
    choices: tuple[str, ...] = ()  # choice ids (kind incident)
    start: str = ""  # first node (kind scenario)
    suggestions: tuple[str, ...] = ()  # plan suggestion ids (kind plan)


class Item(Frozen):
    """A test question without its words: the ids of its options and the right answer.

    `answer` is a list of option ids for single, multiple and scenario (the right ones) and order
    (all, in the right order); a mapping option -> target for match and classify.
    """

    id: str
    use: Use
    type: ItemType
    objective: str
    options: tuple[str, ...]
    targets: tuple[str, ...] = ()
    answer: tuple[str, ...] | dict[str, str]


class Draw(Frozen):
    """The check of a module: so many items drawn from the bank, so many right to pass."""

    draw: int = 8
    pass_: int = Field(7, alias="pass")


class Node(Frozen):
    """A decision in the scenario: choice id -> the next node or an ending."""

    choices: dict[str, str]


class Ending(Frozen):
    """How a scenario can end."""

    rank: Literal["good", "mixed", "poor"]


class Scenario(Frozen):
    """A branching story of four decisions; every path leads to an ending."""

    start: str
    nodes: dict[str, Node]
    endings: dict[str, Ending]


class Module(Frozen):
    """A training module: screens in order, items with their answers, the criteria it feeds."""

    id: str  # folder name: "m3-reporting"
    number: int
    version: str
    minutes: int
    check: Draw
    objectives: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    screens: tuple[Screen, ...]
    items: tuple[Item, ...] = ()
    scenario: Scenario | None = None  # from scenario.yaml

    @property
    def bank(self) -> tuple[Item, ...]:
        """The items a check is drawn from."""
        return tuple(item for item in self.items if item.use == "check")

    def screen(self, screen_id: str) -> Screen:
        """The screen of that id; KeyError if there is none."""
        return {screen.id: screen for screen in self.screens}[screen_id]

    def item(self, item_id: str) -> Item:
        """The item of that id; KeyError if there is none."""
        return {item.id: item for item in self.items}[item_id]


class TemplateRef(Frozen):
    """A tool a school can copy, as the list in `templates.yaml` names it."""

    id: str
    title: str  # English; the translated title is in the template's own file


class TemplateSection(Frozen):
    """A part of a tool: a heading, then paragraphs or a table to fill in.

    `text` is Markdown ready to edit, with ____ where the school writes (`blanks.py` has the names a blank may
    carry). `rows` is a table whose first row is its header; empty cells are for the school. `guidance` helps the
    writer and is not printed in the finished document.
    """

    id: str = Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40
    )  # for ever, the same in every language
    heading: str
    guidance: str = ""
    by_hand: bool = False  # its cells and boxes are filled in on paper only: they would speak of a child
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> str:
        """`text` as people read it."""
        return shown(self.text)

    @property
    def table(self) -> tuple[tuple[str, ...], ...]:
        """`rows` as people read them."""
        return tuple(tuple(shown(cell) for cell in row) for row in self.rows)


class Template(Frozen):
    """A tool in one language, from `templates/<id>.<language>.yaml`."""

    id: str
    title: str
    purpose: str  # one or two sentences: what for, who fills it in, where it is kept
    language: Language = "en"  # of this text
    asked: Language = "en"  # of the reader; another one means English is shown instead
    landscape: bool = False  # page direction that suits it
    made_from: str = ""  # of a translation: fingerprint of the English file
    read_by: str = ""  # of a translation: the native speaker who has read it
    stale: bool = False  # the English has changed since
    sections: tuple[TemplateSection, ...]

    @property
    def fallback(self) -> bool:
        """Is this English shown in place of the language asked for? Then the page must say so."""
        return self.language != self.asked

    @property
    def draft(self) -> bool:
        """Is it a translation that no native speaker has read?"""
        return self.language != "en" and not self.read_by

    @property
    def careful(self) -> bool:
        """Has it parts that are filled in on paper only?"""
        return any(section.by_hand or HAND in names(section.text) for section in self.sections)
