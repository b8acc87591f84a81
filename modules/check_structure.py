"""Rules of module.yaml: screens, items and their answers, the bank, the criteria."""

from collections import Counter
from collections.abc import Iterator

from modules.model import Item
from modules.problem import Problem, Subject
from modules.published import PUBLISHED, since

SCREENS = (
    *("door", "precheck", "incident", "lesson", "try", "lesson", "try"),
    *("tool", "scenario", "check", "plan", "done"),
)
BANK = 30
PER_OBJECTIVE = 4
SUGGESTIONS = 5
MOST_ON_ONE_PLACE = 0.5  # of the right answers may stand first, second or third
_ONE_ANSWER = {"single", "scenario"}


def screens(subject: Subject) -> Iterator[Problem]:
    """The twelve screens in order, and everything they point to."""
    module = subject.module
    if tuple(screen.kind for screen in module.screens) != SCREENS:
        yield subject.here(f"screens must be, in this order: {', '.join(SCREENS)}", "screens")
    uses = {item.id: item.use for item in module.items}
    for screen in module.screens:
        for item in screen.items:
            if uses.get(item) != screen.kind:
                message = f"screen “{screen.id}” names “{item}”, which is no {screen.kind} item"
                yield subject.here(message, "screens", screen.id)
        if screen.kind in {"lesson", "tool"} and screen.lesson not in subject.text.lessons:
            message = f"screen “{screen.id}” names lesson “{screen.lesson}”, which has no file"
            yield subject.here(message, "screens", screen.id)
        if screen.kind == "plan" and len(screen.suggestions) != SUGGESTIONS:
            yield subject.here(f"{SUGGESTIONS} plan suggestions are needed", "screens", screen.id)
        story = module.scenario
        if screen.kind == "scenario" and story and screen.start != story.start:
            message = f"starts at “{screen.start}”, but scenario.yaml starts at “{story.start}”"
            yield subject.here(message, "screens", screen.id)


def items(subject: Subject) -> Iterator[Problem]:
    """Each item on its own."""
    shown = {item for screen in subject.module.screens for item in screen.items}
    for item in subject.module.items:
        for message in [*_answer(item), *_item(item, subject.module.objectives)]:
            yield subject.here(f"{item.id}: {message}", "items", item.id)
        if item.use != "check" and item.id not in shown:
            yield subject.here(f"{item.id}: no screen shows this item", "items", item.id)


def _item(item: Item, objectives: tuple[str, ...]) -> Iterator[str]:
    if item.objective not in objectives:
        yield f"unknown objective “{item.objective}”"
    if len(set(item.options)) != len(item.options):
        yield "an option id stands twice"
    if item.use == "check" and len(item.options) != 3:
        yield "a check item has three options"
    if item.use == "check" and item.type not in {"single", "multiple", "scenario"}:
        yield "a check item is single, multiple or scenario"


def _answer(item: Item) -> Iterator[str]:
    answer, options = item.answer, set(item.options)
    if item.type in {"match", "classify"}:
        if not isinstance(answer, dict) or set(answer) != options:
            yield "the answer must give one target to every option"
        elif set(answer.values()) != set(item.targets):
            yield "every target must be used, and no other"
        elif item.type == "match" and len(options) != len(item.targets):
            yield "as many targets as options are needed"
    elif isinstance(answer, dict):
        yield "the answer must be a list of options"
    elif not set(answer) <= options or len(set(answer)) != len(answer):
        yield "the answer names an unknown option, or one twice"
    elif item.type in _ONE_ANSWER and len(answer) != 1:
        yield "exactly one option is right"
    elif item.type == "multiple" and not 2 <= len(answer) < len(options):
        yield "at least two options are right, and not all"
    elif item.type == "order" and set(answer) != options:
        yield "the answer must put every option in order"


def bank(subject: Subject) -> Iterator[Problem]:
    """Enough items, enough for each objective, right answers in all places."""
    module = subject.module
    if (module.check.draw, module.check.pass_) != (8, 7):
        yield subject.here("a check draws 8 items and is passed at 7", "check")
    if not 4 <= len(module.objectives) <= 7:
        yield subject.here("a module has 4 to 7 objectives", "objectives")
    if len(module.bank) < BANK:
        yield subject.here(f"the bank has {len(module.bank)} items; at least {BANK} are needed", "items")
    count = Counter(item.objective for item in module.bank)
    for objective in module.objectives:
        if count[objective] < PER_OBJECTIVE:
            message = f"objective {objective} has {count[objective]} check items; {PER_OBJECTIVE} are needed"
            yield subject.here(message, "objectives", module.objectives.index(objective))
    one = [item for item in module.bank if item.type in _ONE_ANSWER and item.answer]
    places = Counter(item.options.index(next(iter(item.answer))) for item in one if _known(item))
    for place, times in places.items():
        if len(one) >= BANK and times > MOST_ON_ONE_PLACE * len(one):
            yield subject.here(f"the right answer is number {place + 1} in {times} of {len(one)}", "items")


def _known(item: Item) -> bool:
    return next(iter(item.answer)) in item.options


def criteria(subject: Subject) -> Iterator[Problem]:
    """The criteria are those the standard promises, and each is taught somewhere."""
    module = subject.module
    screens = {screen.id for screen in module.screens}
    promises = PUBLISHED.get(subject.version, {})
    wanted = sorted(
        (one for one in promises if one.startswith(f"{module.number}.")),
        key=lambda one: int(one.split(".")[1]),
    )
    if [criterion.id for criterion in module.criteria] != wanted:
        yield subject.here(f"criteria must be, in this order: {', '.join(wanted)}", "criteria")
    for one in module.criteria:
        promise = promises.get(one.id)
        if promise and one.gate != promise.gate:
            yield subject.here(f"{one.id}: gate must be “{promise.gate}”", "criteria", one.id)
        if promise and one.not_applicable != promise.not_applicable:
            message = f"{one.id}: not_applicable must be {str(promise.not_applicable).lower()}"
            yield subject.here(message, "criteria", one.id)
        if promise and one.automatic != promise.automatic:
            message = f"{one.id}: automatic must be {str(promise.automatic).lower()}"
            yield subject.here(message, "criteria", one.id)
        if promise and one.since != since(one.id):
            yield subject.here(f"{one.id}: since must be “{since(one.id)}”", "criteria", one.id)
        if one.screen not in screens:
            yield subject.here(f"{one.id}: no screen “{one.screen}”", "criteria", one.id)


CHECKS = (screens, items, bank, criteria)
