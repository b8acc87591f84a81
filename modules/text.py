"""The prose of a module in one language: same ids as the structure in `model.py`, no thresholds, no answers.

Strings are Markdown where a reader meets more than a label (scenes, lessons, explanations);
`prose.py` turns them into HTML. Every field has an empty default, so that a module still being
written loads; `check.py` names what is missing.
"""

from pydantic import Field

from modules.model import Frozen, Language


class ChoiceText(Frozen):
    """A choice in the incident or the scenario, and what happens at once."""

    text: str
    then: str = ""


class ScreenText(Frozen):
    """Words of one screen; which fields are filled depends on its kind."""

    title: str
    key_rule: str = ""  # lesson: the rule in the box
    picture_alt: str = ""  # lesson with a picture
    intro: str = ""  # a line or two above the task
    scene: str = ""  # incident
    choices: dict[str, ChoiceText] = Field(default_factory=dict)  # incident


class OptionText(Frozen):
    """An option and the explanation that teaches why it is right or wrong."""

    text: str
    why: str = ""


class ItemText(Frozen):
    """Words of an item. `why` explains the whole (order, match, classify)."""

    stem: str
    options: dict[str, OptionText]
    targets: dict[str, str] = Field(default_factory=dict)
    why: str = ""


class Door(Frozen):
    """First screen: what you will be able to do, each starting “You will be able to …”."""

    can: tuple[str, ...] = ()


class PlanText(Frozen):
    """A suggested plan: “When `when`, then `who` will `action`; proof: `proof`”."""

    when: str
    who: str
    action: str
    proof: str
    criterion: str  # id of the criterion it serves


class DoneText(Frozen):
    """Last screen."""

    well: str = ""


class NodeText(Frozen):
    """A decision of the scenario."""

    scene: str
    choices: dict[str, ChoiceText]


class EndingText(Frozen):
    """How a path ends: for the child, for the school, in law, and the lesson."""

    title: str
    child: str
    school: str
    law: str
    lesson: str


class ScenarioText(Frozen):
    """Words of the scenario."""

    nodes: dict[str, NodeText] = Field(default_factory=dict)
    endings: dict[str, EndingText] = Field(default_factory=dict)


class LevelText(Frozen):
    """What one level of a criterion means on paper (D) and in practice (P)."""

    paper: str
    practice: str


class EvidenceText(Frozen):
    """Two good examples of evidence and a weak one that says why it is weak."""

    good: tuple[str, ...]
    weak: str


class CriterionText(Frozen):
    """Everything a school, an expert and an assessor read about one criterion."""

    title: str
    requirement: str  # a whole sentence: "The school …"
    intent: str  # why, in one sentence
    levels: tuple[LevelText, ...]  # exactly five, level 0 first
    must_see: str  # what an assessor must see
    evidence: EvidenceText
    knows: str  # who in a school usually knows
    help: str  # first step


class ModuleText(Frozen):
    """A module in one language, keyed by the ids of its structure."""

    language: Language  # of the words below
    asked: Language  # what the reader asked for
    draft: bool = False  # a translation that no native speaker has read
    stale: tuple[str, ...] = ()  # files whose English has changed since they were translated
    title: str = ""
    summary: str = ""
    door: Door = Door()
    objectives: dict[str, str] = Field(default_factory=dict)
    screens: dict[str, ScreenText] = Field(default_factory=dict)
    items: dict[str, ItemText] = Field(default_factory=dict)
    plan: dict[str, PlanText] = Field(default_factory=dict)
    done: DoneText = DoneText()
    lessons: dict[str, str] = Field(default_factory=dict)  # lesson name -> Markdown
    scenario: ScenarioText = ScenarioText()
    criteria: dict[str, CriterionText] = Field(default_factory=dict)

    @property
    def fallback(self) -> bool:
        """Is this English shown in place of the language asked for? Then the page must say so."""
        return self.language != self.asked
