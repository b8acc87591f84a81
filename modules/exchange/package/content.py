"""What the player knows of a module: structure, words and right answers, as one value for JSON."""

import json
from typing import Any

from modules.exchange.package.words import words
from modules.model import Item, Module, Scenario, Screen
from modules.prose import html, plain
from modules.text import ChoiceText, ItemText, ModuleText

Json = dict[str, Any]


def module_json(module: Module, text: ModuleText, *, scorm: bool) -> str:
    """The module as JSON that may stand inside a script element."""
    value = json.dumps(_module(module, text, scorm=scorm), ensure_ascii=False, separators=(",", ":"))
    return value.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _module(module: Module, text: ModuleText, *, scorm: bool) -> Json:
    return {
        "id": module.id,
        "prefix": module.id.split("-")[0] + "-",
        "scorm": scorm,
        "language": text.asked,
        "lang": text.language,
        "minutes": module.minutes,
        "title": text.title,
        "well": html(text.done.well),
        "check": {"draw": module.check.draw, "pass": module.check.pass_},
        "screens": [_screen(one, text) for one in module.screens],
        "objectives": {one: plain(text.objectives[one]) for one in module.objectives},
        "items": [_item(one, text.items[one.id]) for one in module.items],
        "scenario": _scenario(module.scenario, text)
        if module.scenario
        else {"start": "", "nodes": {}, "endings": {}},
        "words": words(text.asked),
    }


def _screen(screen: Screen, text: ModuleText) -> Json:
    said = text.screens[screen.id]
    found: Json = {"id": screen.id, "kind": screen.kind, "title": plain(said.title)}
    if screen.items:
        found["items"] = list(screen.items)
    if screen.choices:
        found["choices"] = [_choice(one, said.choices[one]) for one in screen.choices]
    if screen.suggestions:
        found["suggestions"] = [{"id": one, **text.plan[one].model_dump()} for one in screen.suggestions]
    return found


def _choice(choice_id: str, said: ChoiceText) -> Json:
    return {"id": choice_id, "text": plain(said.text), "then": html(said.then)}


def _item(item: Item, said: ItemText) -> Json:
    answer = item.answer if isinstance(item.answer, dict) else list(item.answer)
    return {
        "id": item.id,
        "use": item.use,
        "type": item.type,
        "objective": item.objective,
        "answer": answer,
        "stem": plain(said.stem),
        "why": plain(said.why),
        "options": [
            {"id": one, "text": plain(said.options[one].text), "why": plain(said.options[one].why)}
            for one in item.options
        ],
        "targets": [{"id": one, "text": plain(said.targets[one])} for one in item.targets],
    }


def _scenario(story: Scenario, text: ModuleText) -> Json:
    told = text.scenario
    nodes = {
        name: {
            "scene": html(told.nodes[name].scene),
            "choices": [
                {**_choice(one, told.nodes[name].choices[one]), "to": to} for one, to in node.choices.items()
            ],
        }
        for name, node in story.nodes.items()
    }
    endings = {
        name: {
            "rank": ending.rank,
            **{key: plain(said) for key, said in told.endings[name].model_dump().items()},
        }
        for name, ending in story.endings.items()
    }
    return {"start": story.start, "nodes": nodes, "endings": endings}
