"""A learner in the player: verbs for what a hand does there. Right answers come from the module's own files."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Frame, Page

from modules.exchange.package.words import words
from modules.load import curriculum
from modules.model import Item, Module

PRESS = """([name, described]) => {
  var found = [].filter.call(document.querySelectorAll('button'), function (one) {
    return one.offsetParent && one.textContent === name &&
      (!described || one.getAttribute('aria-label') === described);
  });
  if (!found.length) { throw new Error('no button “' + name + '”'); }
  found[0].click();
}"""
# A place is an option to tick (“”), a radio button of its own, or a line of a list.
ANSWER = """([item, places]) => {
  Object.keys(places).forEach(function (option) {
    var name = 'q-' + item + '-' + option, place = places[option];
    var field = document.getElementById(name) || document.getElementById(name + '-' + place);
    if (field.tagName === 'SELECT') { field.value = place; } else { field.click(); }
  });
  var sure = document.getElementById('sure-' + item + '-yes');
  if (sure) { sure.click(); }
  document.querySelector('form.question button[type=submit]').click();
}"""


@dataclass
class Learner:
    """Works in a page or in the frame of a learning platform."""

    place: Page | Frame
    module: Module
    language: Any = "en"
    asked: list[str] = field(default_factory=list)

    def says(self, key: str, **values: object) -> str:
        return words(self.language)[key].format(**values)

    def press(self, key: str, described: str = "") -> None:
        """The button that says so, among those that are shown."""
        name = self.says(key)
        self.place.evaluate(PRESS, [name, f"{name}: {described}" if described else ""])

    def sees(self, text: str) -> None:
        assert text in self.place.locator("body").inner_text()

    @property
    def screen(self) -> str:
        """Id of the screen that is shown."""
        return str(self.place.evaluate("CISS.app.state.at"))

    @property
    def question(self) -> Item | None:
        """The item asked now."""
        heading = self.place.evaluate("(document.querySelector('form [id^=asked-]') || {}).id")
        return self.module.item(heading.removeprefix("asked-")) if heading else None

    def answer(self, *, right: bool = True) -> None:
        item = self.question
        assert item is not None
        self.asked.append(item.id)
        if isinstance(item.answer, dict):
            places = {one: target if right else item.targets[0] for one, target in item.answer.items()}
        elif item.type == "order":
            given = item.answer if right else tuple(reversed(item.answer))
            places = {option: str(place) for place, option in enumerate(given, start=1)}
        else:
            other = [one for one in item.options if one not in item.answer][:1]
            places = dict.fromkeys(item.answer if right else other, "")
        self.place.evaluate(ANSWER, [item.id, places])

    def answer_all(self, *, wrong: int = 0) -> None:
        count = 0
        while self.question is not None:
            self.answer(right=count >= wrong)
            count += 1

    def take_check(self, *, wrong: int = 0) -> list[str]:
        """Answer a whole round; which items were asked."""
        before = len(self.asked)
        self.answer_all(wrong=wrong)
        return self.asked[before:]

    def decide(self) -> None:
        self.place.evaluate("document.querySelector('form.question input').click()")
        self.press("decide")

    def play_scenario(self) -> None:
        while self.place.evaluate("!!document.querySelector('form.question')"):
            self.decide()

    def save_plan(self) -> None:
        first = self.module.screen("plan").suggestions[0]
        text = curriculum().text(self.module.id, self.language)
        self.press("take_this", text.plan[first].action)
        self.press("save_plan")
