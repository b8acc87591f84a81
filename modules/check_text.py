"""Rules of text.yaml, criteria.yaml and lessons: every id has its words, every option its explanation."""

from collections.abc import Callable, Iterator

from modules.model import Item
from modules.problem import Problem, Subject, compare
from modules.text import CriterionText, ItemText

CAN = 3
GOOD_EXAMPLES = 2
LEVELS = 5
_WHOLE = {"order", "match", "classify"}


def top(subject: Subject) -> Iterator[Problem]:
    """Title, door, done, objectives."""
    text = subject.text
    for name, value in (("title", text.title), ("summary", text.summary), ("done", text.done.well)):
        if not value.strip():
            yield subject.words(f"{name} is empty", name)
    if len(text.door.can) != CAN:
        yield subject.words(f"the door names {CAN} things you will be able to do", "door")
    yield from compare(
        text.objectives, subject.module.objectives, "objective", _teller(subject, "objectives")
    )


def screens(subject: Subject) -> Iterator[Problem]:
    """Each screen has the words its kind needs."""
    text, module = subject.text, subject.module
    names = [screen.id for screen in module.screens]
    yield from compare(text.screens, names, "screen", _teller(subject, "screens"))
    for screen in module.screens:
        words = text.screens.get(screen.id)
        if not words:
            continue
        needed = {"title": words.title}
        if screen.kind == "lesson":
            needed["key_rule"] = words.key_rule
        if screen.picture:
            needed["picture_alt"] = words.picture_alt
        if screen.kind == "incident":
            needed["scene"] = words.scene
        for field, value in needed.items():
            if not value.strip():
                yield subject.words(f"screen “{screen.id}” has no {field}", "screens", screen.id)
        yield from compare(
            words.choices, screen.choices, "choice", _teller(subject, "screens", screen.id, "choices")
        )
        for name, choice in words.choices.items():
            if not choice.then.strip():
                where = ("screens", screen.id, "choices", name)
                yield subject.words(f"choice “{name}” has no consequence (then)", *where)


def items(subject: Subject) -> Iterator[Problem]:
    """Each item, option and target has words; each option explains itself."""
    text, module = subject.text, subject.module
    yield from compare(text.items, [item.id for item in module.items], "item", _teller(subject, "items"))
    for item in module.items:
        if item.id in text.items:
            yield from _item(subject, item, text.items[item.id])


def _item(subject: Subject, item: Item, words: ItemText) -> Iterator[Problem]:
    where = ("items", item.id)
    yield from compare(
        words.options, item.options, f"option of {item.id}", _teller(subject, *where, "options")
    )
    yield from compare(
        words.targets, item.targets, f"target of {item.id}", _teller(subject, *where, "targets")
    )
    for name, option in words.options.items():
        if not option.why.strip():
            message = f"{item.id}: option “{name}” has no explanation (why)"
            yield subject.words(message, *where, "options", name)
    if item.type in _WHOLE and not words.why.strip():
        yield subject.words(f"{item.id}: the item has no explanation (why)", *where)


def plan(subject: Subject) -> Iterator[Problem]:
    """Each suggestion is complete and serves a criterion of this module."""
    suggested = [one for screen in subject.module.screens for one in screen.suggestions]
    yield from compare(subject.text.plan, suggested, "plan suggestion", _teller(subject, "plan"))
    known = {criterion.id for criterion in subject.module.criteria}
    for name, suggestion in subject.text.plan.items():
        if suggestion.criterion not in known:
            message = f"{name}: criterion “{suggestion.criterion}” is not in this module"
            yield subject.words(message, "plan", name)
        parts = (suggestion.when, suggestion.who, suggestion.action, suggestion.proof)
        if not all(part.strip() for part in parts):
            yield subject.words(f"{name}: when, who, action and proof are needed", "plan", name)


def lessons(subject: Subject) -> Iterator[Problem]:
    """No lesson file that no screen shows."""
    shown = {screen.lesson for screen in subject.module.screens}
    for name in subject.text.lessons:
        if name not in shown:
            yield subject.words("no screen shows this lesson", file=f"lessons/{name}.md")


def criteria(subject: Subject) -> Iterator[Problem]:
    """Each criterion has its five levels, two good and one weak example."""
    file = "criteria.yaml"
    ids = [criterion.id for criterion in subject.module.criteria]

    def tell(message: str, one: str) -> Problem:
        return subject.words(message, one, file=file)

    yield from compare(subject.text.criteria, ids, "criterion", tell)
    for name, words in subject.text.criteria.items():
        for message in _criterion(words):
            yield tell(f"{name}: {message}", name)


def _criterion(words: CriterionText) -> Iterator[str]:
    if len(words.levels) != LEVELS:
        yield f"{len(words.levels)} level texts; exactly {LEVELS} are needed"
    for number, level in enumerate(words.levels):
        if not (level.paper.strip() and level.practice.strip()):
            yield f"level {number} needs words on paper and in practice"
    if len(words.evidence.good) != GOOD_EXAMPLES:
        yield f"{GOOD_EXAMPLES} good examples of evidence are needed"
    for field in ("title", "requirement", "intent", "must_see", "knows", "help"):
        if not getattr(words, field).strip():
            yield f"{field} is empty"
    if not words.evidence.weak.strip():
        yield "the weak example is empty"


def _teller(subject: Subject, *keys: str) -> Callable[[str, str], Problem]:
    return lambda message, one: subject.words(message, *keys, one)


CHECKS = (top, screens, items, plan, lessons, criteria)
