"""How long a module takes: words on one pass at 200 words a minute, and time to think and do.

One pass is: every screen once, 8 items of the bank (the average item, with all its explanations),
one path through the scenario (the average node, four times) and one ending. Thinking: 15 seconds
for an item answered by choosing, 30 for one that is ordered, matched or classified, 30 for a
decision in the incident or the scenario, 15 for a picture, 60 to look through the tool, 90 to write
the plan.
"""

from collections.abc import Iterable

from modules.model import Item, Module, Screen
from modules.prose import words
from modules.text import ItemText, ModuleText

WORDS_A_MINUTE = 200
DECISIONS = 4
_CHOOSE, _ARRANGE, _DECIDE, _PICTURE, _TOOL, _PLAN = 0.25, 0.5, 0.5, 0.25, 1.0, 1.5  # minutes


def minutes(module: Module, text: ModuleText) -> float:
    """Minutes of one pass through the module."""
    return sum(screen_minutes(module, text, screen) for screen in module.screens)


def screen_minutes(module: Module, text: ModuleText, screen: Screen) -> float:
    """Minutes on one screen, by its kind."""
    shown = text.screens.get(screen.id)
    heading = [shown.title, shown.key_rule, shown.intro, shown.scene] if shown else []
    lesson = [text.lessons.get(screen.lesson, "")] if screen.lesson else []
    time = _reading([*heading, *lesson]) + (_PICTURE if screen.picture else 0)
    items = [module.item(one) for one in screen.items if one in text.items]
    time += sum(_item(item, text.items[item.id]) for item in items)
    if screen.kind == "door":
        time += _reading([text.summary, *text.door.can])
    elif screen.kind == "incident" and shown:
        thens = [choice.then for choice in shown.choices.values()]
        time += _reading([choice.text for choice in shown.choices.values()]) + _average(thens) + _DECIDE
    elif screen.kind == "tool":
        time += _TOOL
    elif screen.kind == "scenario":
        time += _scenario(text)
    elif screen.kind == "check":
        bank = [_item(item, text.items[item.id]) for item in module.bank if item.id in text.items]
        time += module.check.draw * sum(bank) / len(bank) if bank else 0
    elif screen.kind == "plan":
        time += _PLAN + _reading(f"{p.when} {p.who} {p.action} {p.proof}" for p in text.plan.values())
    elif screen.kind == "done":
        time += _reading([text.done.well])
    return time


def _item(item: Item, text: ItemText) -> float:
    options = [f"{option.text} {option.why}" for option in text.options.values()]
    think = _ARRANGE if item.type in {"order", "match", "classify"} else _CHOOSE
    return _reading([text.stem, *options, *text.targets.values(), text.why]) + think


def _scenario(text: ModuleText) -> float:
    nodes = text.scenario.nodes.values()
    read = [f"{node.scene} " + " ".join(choice.text for choice in node.choices.values()) for node in nodes]
    thens = [choice.then for node in nodes for choice in node.choices.values()]
    endings = [f"{e.title} {e.child} {e.school} {e.law} {e.lesson}" for e in text.scenario.endings.values()]
    return DECISIONS * (_average(read) + _average(thens) + _DECIDE) + _average(endings)


def _reading(texts: Iterable[str]) -> float:
    return sum(words(text) for text in texts) / WORDS_A_MINUTE


def _average(texts: list[str]) -> float:
    return _reading(texts) / len(texts) if texts else 0.0
