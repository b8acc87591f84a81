"""Screens that ask for a decision: the incident and the branching scenario."""

from dataclasses import dataclass, replace

from flask import abort

from app.learning.queries.frame import Attempted, Frame, attempts, frame
from modules.model import Scenario
from modules.text import ChoiceText, EndingText, NodeText


@dataclass(frozen=True)
class IncidentPage(Frame):
    """A scene, its choices, and the one taken ('' before)."""

    chosen: str
    attempt: int = 1

    @property
    def node(self) -> str:
        """The incident is one scene, named like its screen."""
        return self.screen.id

    @property
    def choices(self) -> list[tuple[str, ChoiceText]]:
        """(id, words) in the order of the file."""
        return [(one, self.view.text.choices[one]) for one in self.screen.choices]

    @property
    def others(self) -> list[ChoiceText]:
        """What one could have decided instead."""
        return [words for one, words in self.choices if one != self.chosen]


@dataclass(frozen=True)
class Step:
    """One decision taken: in which scene, what, and what it brought."""

    node: str
    scene: str
    choice: ChoiceText


@dataclass(frozen=True)
class ScenarioPage(Frame):
    """Where the story stands: the steps so far, then a scene with choices or an ending."""

    attempt: int
    node: str  # id of the scene or ending reached
    steps: tuple[Step, ...]
    endings_met: tuple[str, ...]

    @property
    def story(self) -> Scenario:
        assert self.module.scenario is not None
        return self.module.scenario

    @property
    def words(self) -> NodeText | None:
        """The scene to decide in; None at an ending."""
        return self.text.scenario.nodes.get(self.node)

    @property
    def ending(self) -> EndingText | None:
        return self.text.scenario.endings.get(self.node)

    @property
    def rank(self) -> str:
        """good, mixed or poor at an ending, else ''."""
        return self.story.endings[self.node].rank if self.node in self.story.endings else ""

    @property
    def choices(self) -> list[tuple[str, ChoiceText]]:
        """(id, words) of the decision at hand; empty at an ending."""
        words = self.words
        return [(one, words.choices[one]) for one in self.story.nodes[self.node].choices] if words else []


def incident_page(frame: Frame) -> IncidentPage:
    """The incident, from one more query."""
    goes = attempts(frame.enrolment, frame.screen.id)
    answer = goes[-1].answers.get(frame.screen.id, {}) if goes else {}
    chosen = answer.get("choice", "")
    return IncidentPage(**vars(frame), chosen=chosen if chosen in frame.screen.choices else "")


def scenario_page(frame: Frame) -> ScenarioPage:
    """The scenario where the newest go stands, from one more query."""
    goes = attempts(frame.enrolment, frame.screen.id)
    now = goes[-1] if goes else Attempted(1, (frame.screen.start,), None, None, None, {})
    nodes = frame.text.scenario.nodes
    walked = [one for one in now.items if one in nodes or one in frame.text.scenario.endings]
    steps = tuple(
        Step(one, nodes[one].scene, nodes[one].choices[now.answers[one]["choice"]])
        for one in walked
        if one in nodes and one in now.answers
    )
    met = {one for go in goes for one in go.items if one in frame.text.scenario.endings}
    number, node = now.number, walked[-1] if walked else frame.screen.start
    return ScenarioPage(**vars(frame), attempt=number, node=node, steps=steps, endings_met=tuple(sorted(met)))


def scene(module_id: str, screen_id: str, attempt: str, node: str) -> IncidentPage | ScenarioPage:
    """The scene that a form decides in. 404 for another kind of screen and for a scene that does not exist."""
    start = frame(module_id, screen_id)
    if start.screen.kind == "incident":
        return incident_page(start)
    if start.screen.kind != "scenario" or not attempt.isdecimal():
        return abort(404)
    page = scenario_page(start)
    return replace(page, node=node, attempt=int(attempt)) if node in page.story.nodes else abort(404)
