"""The learner's forms: made from the items and scenes of the module."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from app import clock
from app.item_forms import choices
from app.models.learning import Plan
from app.web.forms import Form, at_most, optional, required
from modules.prose import plain
from modules.text import ChoiceText, PlanText

A_WEEK = timedelta(days=7)


class StepForm(Form):
    """A button that goes on, or back: `keep` is how many decisions of a scenario stay."""

    keep = IntegerField(validators=[optional()])


class DecisionForm(Form):
    """One decision in a scene; `attempt` and `node` say in which."""

    attempt = HiddenField()
    node = HiddenField()
    choice = RadioField(_l("What do you do?"), [InputRequired(_l("Choose what you do."))])


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
