"""The scenario walked together: where a path of choices leads. The address holds the path, so nothing is stored twice."""

from dataclasses import dataclass

from modules.model import Scenario
from modules.text import ChoiceText, EndingText, NodeText, ScenarioText

APART = "."  # between the choices of a path: "b.a.c"


@dataclass(frozen=True)
class Walked:
    """Where the story stands after `path`: in a scene, or at an ending; `last`: what the newest choice brought."""

    path: tuple[str, ...]
    node: str
    last: ChoiceText | None
    scene: NodeText | None
    ending: EndingText | None
    rank: str  # of the ending: good, mixed or poor

    @property
    def joined(self) -> str:
        return APART.join(self.path)

    def with_choice(self, choice: str) -> str:
        """The path after one more choice."""
        return APART.join((*self.path, choice))

    @property
    def before(self) -> str:
        """The path without its newest choice."""
        return APART.join(self.path[:-1])


def walk(story: Scenario, words: ScenarioText, asked: str) -> Walked:
    """Follow a path as far as it exists."""
    node, path, last = story.start, [], None
    for choice in asked.split(APART) if asked else ():
        if node not in story.nodes or choice not in story.nodes[node].choices:
            break
        last = words.nodes[node].choices[choice]
        node = story.nodes[node].choices[choice]
        path.append(choice)
    rank = story.endings[node].rank if node in story.endings else ""
    return Walked(tuple(path), node, last, words.nodes.get(node), words.endings.get(node), rank)
