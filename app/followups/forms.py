"""The forms of a follow-up: its questions together, and what became of the plan."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FormField, HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired

from app.domain.errors import Stale
from app.domain.follow_up import PlanState
from app.domain.message import Message
from app.item_forms import AnswerForm, answer_class, choices
from app.items import Question
from app.models.followup import FollowUp
from app.web.forms import Form, at_most, optional

PLAN_STATES = {
    PlanState.DONE: _l("Yes, it is done"),
    PlanState.NOT_YET: _l("Not yet"),
    PlanState.CHANGED: _l("We do something else instead"),
}


class QuestionsForm(Form):
    """The questions of one follow-up, each a part `q1`, `q2`, …; `asked` says which they were when shown."""

    asked = HiddenField()
    questions: Sequence[Question] = ()

    def parts(self) -> list[tuple[Question, AnswerForm]]:
        """Each question with its form."""
        return [(one, self[f"q{one.place}"].form) for one in self.questions]

    def answers(self) -> dict[str, dict[str, Any]]:
        """Item id → the answer as it is kept. Raises Stale when other questions are asked by now."""
        if (self.asked.data or "").split() != [one.item.id for one in self.questions]:
            raise Stale(Message("Other questions are asked by now. Open the page again."))
        return {question.item.id: form.answer() for question, form in self.parts()}


def questions_form(questions: Sequence[Question]) -> QuestionsForm:
    """The form of these questions, filled with what was sent."""
    parts: dict[str, Any] = {f"q{one.place}": FormField(answer_class(one)) for one in questions}
    made: type[QuestionsForm] = type("AllQuestionsForm", (QuestionsForm,), {**parts, "questions": questions})
    return made(data={"asked": " ".join(one.item.id for one in questions)})


class PlanStateForm(Form):
    """What became of the plan."""

    state = RadioField(
        _l("Is it done?"),
        [InputRequired(_l("Choose an answer."))],
        choices=choices((state.value, words) for state, words in PLAN_STATES.items()),
    )
    note = TextAreaField(
        _l("A note for yourself"),
        [optional(), at_most(300)],
        description=_l("What helped, what is in the way, or what you do instead. No names of pupils."),
    )


def plan_state_form(follow_up: FollowUp) -> PlanStateForm:
    """The form as it was answered before, or empty."""
    return PlanStateForm(data={"state": follow_up.plan_state, "note": follow_up.plan_note})
