"""The learner's forms: made from the items and scenes of the module."""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app import clock
from app.learning.queries import Question
from app.models.learning import Plan
from app.web.forms import Form, at_most, optional, required
from modules.prose import plain
from modules.text import ChoiceText, PlanText

PLACED = "place_"
A_WEEK = timedelta(days=7)


class Checkboxes(SelectMultipleField):
    """Several choices at once."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def choices(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """(value, words) pairs as a field takes them."""
    return [SelectChoice(value, words) for value, words in pairs]


class StepForm(Form):
    """A button that goes on, or back: `keep` is how many decisions of a scenario stay."""

    keep = IntegerField(validators=[optional()])


class AnswerForm(Form):
    """The answer to one question; the fields for it are added by `answer_form`."""

    attempt = HiddenField()
    item = HiddenField()

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
    form: AnswerForm = type("QuestionForm", (base,), fields)(
        data={"attempt": question.attempt, "item": question.item.id}
    )
    return form


def _chosen(text: Any) -> InputRequired:
    return InputRequired(text)


def _place(text: str, targets: list[tuple[str, str]], *, narrow: bool) -> Any:
    """Where an option belongs: two buttons where there are few places, a list where there are many."""
    if narrow:
        return RadioField(text, [_chosen(_l("Choose one."))], choices=choices(targets))
    return SelectField(text, [required(_l("Choose one."))], choices=choices([("", _l("Choose …")), *targets]))


class DecisionForm(Form):
    """One decision in a scene; `attempt` and `node` say in which."""

    attempt = HiddenField()
    node = HiddenField()
    choice = RadioField(_l("What do you do?"), [_chosen(_l("Choose what you do."))])


def decision_form(
    offered: Sequence[tuple[str, ChoiceText]], *, attempt: int = 1, node: str = ""
) -> DecisionForm:
    form = DecisionForm(data={"attempt": attempt, "node": node})
    form.choice.choices = choices((one, plain(words.text)) for one, words in offered)
    return form


class PlanForm(Form):
    """When …, then … will …; proof: …"""

    suggestion = HiddenField()
    when = StringField(
        _l("When"),
        [required(), at_most(120)],
        description=_l("A day or an occasion: “the next staff meeting”."),
    )
    who = StringField(
        _l("Who"), [required(), at_most(120)], description=_l("A person or a role. Never a pupil’s name.")
    )
    action = TextAreaField(_l("Will do what"), [required(), at_most(300)])
    proof = TextAreaField(
        _l("Proof"),
        [required(), at_most(500)],
        description=_l("What will show that it is done, without any child’s data."),
    )
    criterion = SelectField(_l("Which requirement does it serve?"), [optional()])
    due_on = DateField(
        _l("By which day?"),
        [optional()],
        description=_l("It goes into your calendar file and on the school’s board."),
    )

    def plan(self, known: Collection[str]) -> dict[str, Any]:
        """The values of the plan; `known`: ids of suggestions it may come from."""
        names = ("when", "who", "action", "proof", "due_on")
        return {name: self[name].data for name in names} | {
            "criterion": self.criterion.data or None,
            "suggestion": self.suggestion.data if self.suggestion.data in known else None,
        }


def plan_form(
    criteria: Sequence[tuple[str, str]], plan: Plan | None, suggested: tuple[str, PlanText] | None
) -> PlanForm:
    """The plan as saved, or begun from a suggestion, or empty."""
    values: dict[str, Any] = {"due_on": clock.today() + A_WEEK}
    if suggested is not None:
        words = suggested[1]
        values |= {name: getattr(words, name) for name in ("when", "who", "action", "proof", "criterion")}
        values["suggestion"] = suggested[0]
    elif plan is not None:
        names = ("when", "who", "action", "proof", "criterion", "due_on", "suggestion")
        values = {name: getattr(plan, name) for name in names}
    if plan is not None:
        values["version"] = plan.version
    form = PlanForm(data=values)
    nothing = ("", _l("None of these"))
    form.criterion.choices = choices([nothing, *((one, f"{one} {title}") for one, title in criteria)])
    return form
