"""Somebody who learns: answers every question as the module's own data has it, and goes on to the last screen."""

from typing import Self

from modules.load import curriculum
from modules.model import Item
from tests.browser.album import for_the_readme
from tests.browser.people.person import Person

ENOUGH = 60  # steps that bring anybody through a module


class Learner(Person):
    """Reads, answers, decides, plans."""

    def walks_through(self, module: str) -> Self:
        """From the door to the last screen, as the pages lead; a picture of each screen."""
        self.goes_to(f"/learning/{module}").looks(f"{module} door").presses("Begin")
        seen: set[str] = set()
        for _step in range(ENOUGH):
            screen = self.page.url.split("?")[0].split("#")[0].rsplit("/", 1)[-1]
            if screen not in seen:
                seen.add(screen)
                self.looks(f"{module} {screen}")
                if screen == "learn-a":
                    for_the_readme(self.page, "lesson")
            if screen == "done":
                return self
            self.does(module, screen)
        raise AssertionError(f"{module} has no end; the last page was {self.page.url}")

    def does(self, module: str, screen: str) -> Self:
        """The one thing this page asks for."""
        if self.page.locator("main input[name=item]").count():
            return self.answers(module, screen)
        if self.page.locator("main input[name=choice]").count():
            return self.decides(module, screen)
        if screen == "plan":
            return self.plans()
        for wanted in ("Start the check", "Take the lessons anyway", "Next"):
            if self.page.get_by_role("button", name=wanted, exact=True).count():
                return self.presses(wanted)
        raise AssertionError(f"a dead end at {self.page.url}")

    def answers(self, module: str, screen: str, *, rightly: bool = True) -> Self:
        """Answer the question of this page."""
        name = self.page.locator("main input[name=item]").input_value()
        item = curriculum().module(module).item(name)
        self._chooses(item, rightly)
        if self.page.locator("main [name=sure]").count():
            self.fills(sure="yes")
        return self.presses("Save and go on" if screen == "check" else "Answer")

    def _chooses(self, item: Item, rightly: bool) -> None:
        if isinstance(item.answer, dict):
            self.fills(**{f"place_{option}": target for option, target in item.answer.items()})
        elif item.type == "order":
            self.fills(**{f"place_{option}": str(place) for place, option in enumerate(item.answer, 1)})
        else:
            for option in (
                item.answer if rightly else [one for one in item.options if one not in item.answer][:1]
            ):
                self.fills(choice=option)

    def decides(self, module: str, screen: str) -> Self:
        """In the story, take the decision that leads to the good end; before it, any."""
        scenario, node = curriculum().module(module).scenario, self.page.locator("main input[name=node]")
        choice = self.page.locator("main input[name=choice]").last.input_value()
        if scenario is not None and node.count() and (here := node.input_value()) in scenario.nodes:
            choices = scenario.nodes[here].choices
            choice = next((one for one, leads in choices.items() if _ends_well(module, leads)), choice)
        return self.fills(choice=choice).presses("Decide")

    def plans(self) -> Self:
        """Take the first suggestion as the school's plan, or go on once it is saved."""
        if self.page.get_by_role("button", name="Save the plan").count():
            return self.presses("Save the plan")
        if self.page.get_by_role("link", name="Take this one").count():
            return self.follows("Take this one")
        return self.presses("Next")


def _ends_well(module: str, node: str) -> bool:
    """Whether a good end can still be reached from this scene."""
    scenario = curriculum().module(module).scenario
    assert scenario is not None
    if node in scenario.endings:
        return scenario.endings[node].rank == "good"
    return any(_ends_well(module, leads) for leads in scenario.nodes[node].choices.values())
