"""The form of one question, made from its item; several may stand in one form, each as a part of it."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectChoice, SelectField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.items import Question
from app.web.forms import Form, required
from modules.prose import plain

PLACED = "place_"


class Checkboxes(SelectMultipleField):
    """Several choices at once."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def choices(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """(value, words) pairs as a field takes them."""
    return [SelectChoice(value, words) for value, words in pairs]


class AnswerForm(Form):
    """The answer to one question; the fields for it are added by `answer_form`."""

    attempt = HiddenField()
    item = HiddenField()
    codes = ("choice", "sure", PLACED)

    def answer(self) -> dict[str, Any]:
        """As it is kept: {"chosen": [...]} or {"placed": {...}}, with "sure" where that was asked."""
        found = self._found()
        return {**found, "sure": self["sure"].data == "yes"} if "sure" in self else found

    def _found(self) -> dict[str, Any]:
        if "choice" not in self:
            return {"placed": self.placed()}
        chosen = self["choice"].data
        return {"chosen": [chosen] if isinstance(chosen, str) else sorted(chosen)}

    def placed(self) -> dict[str, str]:
        """Option id → where it was put."""
        return {name.removeprefix(PLACED): one.data for name, one in self._fields.items() if PLACED in name}

    def places(self) -> list[Any]:
        """The fields that place an option."""
        return [one for name, one in self._fields.items() if PLACED in name]


class OrderForm(AnswerForm):
    """Each place is given once."""

    def validate(self, extra_validators: Any = None) -> bool:
        valid: bool = super().validate(extra_validators)
        given = [one.data for one in self.places()]
        for one in self.places():
            if valid and given.count(one.data) > 1:
                one.errors = [_("Place %(number)s is given twice.", number=one.data)]
        return valid and len(set(given)) == len(given)

    def _found(self) -> dict[str, Any]:
        given = self.placed()
        return {"chosen": sorted(given, key=lambda option: int(given[option]))}


def answer_form(question: Question) -> AnswerForm:
    """The form of one question, filled with what was sent."""
    return answer_class(question)(data={"attempt": question.attempt, "item": question.item.id})


def answer_class(question: Question) -> type[AnswerForm]:
    """The kind of form that one question needs."""
    fields: dict[str, Any] = {}
    stem, kind = plain(question.view.text.stem), question.item.type
    options = [(option.id, plain(option.text)) for option in question.options]
    if kind in ("single", "scenario"):
        fields["choice"] = RadioField(stem, [_chosen(_l("Choose an answer."))], choices=choices(options))
    elif kind == "multiple":
        fields["choice"] = Checkboxes(
            stem, [_chosen(_l("Choose at least one answer."))], choices=choices(options)
        )
    else:
        places = [(str(place), str(place)) for place in range(1, len(options) + 1)]
        targets = places if kind == "order" else [(key, plain(text)) for key, text in question.view.targets]
        for option, text in options:
            fields[PLACED + option] = _place(text, targets, narrow=kind == "classify")
    if question.confidence:
        sure = [("yes", _l("I am sure")), ("no", _l("I am not sure"))]
        fields["sure"] = RadioField(
            _l("How sure are you?"), [_chosen(_l("Say how sure you are."))], choices=choices(sure)
        )
    base = OrderForm if kind == "order" else AnswerForm
    made: type[AnswerForm] = type("QuestionForm", (base,), fields)
    return made


def _chosen(text: Any) -> InputRequired:
    return InputRequired(text)


def _place(text: str, targets: list[tuple[str, str]], *, narrow: bool) -> Any:
    """Where an option belongs: two buttons where there are few places, a list where there are many."""
    if narrow:
        return RadioField(text, [_chosen(_l("Choose one."))], choices=choices(targets))
    return SelectField(text, [required(_l("Choose one."))], choices=choices([("", _l("Choose …")), *targets]))
