"""A learner's way through a module, form by form, as a browser without script walks it."""

from typing import Any

from modules.load import curriculum
from modules.model import Item
from tests.support.client import Client, Page


def url(module: str, screen: str = "") -> str:
    return f"/learning/{module}/{screen}" if screen else f"/learning/{module}"


def right_answer(item: Item) -> dict[str, Any]:
    """The fields of the form that answer an item rightly."""
    if isinstance(item.answer, dict):
        return {f"place_{option}": target for option, target in item.answer.items()}
    if item.type == "order":
        return {f"place_{option}": str(place) for place, option in enumerate(item.answer, start=1)}
    return {"choice": list(item.answer) if item.type == "multiple" else item.answer[0]}


def wrong_answer(item: Item) -> dict[str, Any]:
    """The fields of the form that answer an item wrongly."""
    if isinstance(item.answer, dict):
        return {f"place_{option}": item.targets[0] for option in item.options}
    if item.type == "order":
        return {f"place_{option}": str(place) for place, option in enumerate(reversed(item.answer), start=1)}
    other = next(option for option in item.options if option not in item.answer)
    return {"choice": [other] if item.type == "multiple" else other}


def answer(client: Client, module: str, screen: str, *, right: bool = True) -> Page:
    """Answer the question that the screen asks now."""
    return _answer(client, client.get(url(module, screen)), module, screen, right=right)


def _answer(client: Client, page: Page, module: str, screen: str, *, right: bool) -> Page:
    here = f"{url(module, screen)}/answer"
    shown = page.form(here)
    item = curriculum().module(module).item(shown["item"])
    given = right_answer(item) if right else wrong_answer(item)
    sure = {"sure": "yes"} if page.soup.select_one("[name=sure]") else {}
    return client.post(here, {**shown, **given, **sure}, fresh=False)


def answer_all(client: Client, module: str, screen: str, wrong: int = 0) -> None:
    """Answer every question of the screen, the first `wrong` of them wrongly."""
    place, page = 0, client.get(url(module, screen))
    while page.soup.select_one("main form[action$='/answer']"):
        _answer(client, page, module, screen, right=place >= wrong)
        place, page = place + 1, client.get(url(module, screen))


def take_check(client: Client, module: str, wrong: int = 0) -> None:
    """Begin a round of the check and answer all of it."""
    client.submit(url(module, "check"), {}, to=f"{url(module, 'check')}/begin")
    answer_all(client, module, "check", wrong)


def decide(client: Client, module: str, screen: str, choice: str) -> Page:
    """Decide in the scene that the screen shows now."""
    here = url(module, screen)
    return client.submit(here, {"choice": choice}, to=f"{here}/decide")


def go_on(client: Client, module: str, screen: str = "") -> Page:
    """Press Next."""
    here = url(module, screen)
    target = f"{here}/leave" if screen else f"{here}/door/leave"
    return client.submit(here, {}, to=target)


def play_scenario(client: Client, module: str) -> None:
    """Decide `a` until an ending."""
    here = url(module, "scenario")
    while client.get(here).soup.select_one("main form[action$='/decide']"):
        decide(client, module, "scenario", "a")


def save_plan(client: Client, module: str, **changes: str) -> Page:
    """Take the first suggestion as it is, with these changes."""
    here = url(module, "plan")
    first = curriculum().module(module).screen("plan").suggestions[0]
    shown = client.get(f"{here}?from={first}").form(f"{here}/save")
    return client.post(f"{here}/save", {**shown, **changes}, fresh=False)


def pass_module(client: Client, module: str) -> None:
    """Everything, from the door to the plan."""
    go_on(client, module)
    for screen in curriculum().module(module).screens:
        if screen.kind in ("precheck", "try"):
            answer_all(client, module, screen.id)
        elif screen.kind in ("lesson", "tool"):
            go_on(client, module, screen.id)
        elif screen.kind == "incident":
            decide(client, module, screen.id, "b")
        elif screen.kind == "scenario":
            play_scenario(client, module)
        elif screen.kind == "check":
            take_check(client, module)
        elif screen.kind == "plan":
            save_plan(client, module)
