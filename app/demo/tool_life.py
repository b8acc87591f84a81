"""Schools at their tools: one filled in by the coordinator, one begun by the teacher and put away again."""

from app.demo.school_life import Life
from app.demo.stage import Story, acting
from app.models.account import User
from app.models.tool import ToolDraft
from app.template_files.answers import stamp
from app.template_files.form import part
from app.tools import operations as tools
from app.tools import queries
from modules.load import load_template

FLOWCHART, PHONES = "response-flowchart", "phone-rules"


def fills_in(life: Life) -> Story:
    """The response flowchart gets the school's names and limits; the rules for phones wait for next year."""
    yield life.calendar.after(days=1)
    with acting(life.lead):
        draft = _begun(life, FLOWCHART, life.lead)
        for number in range(2):
            _saved(draft, number, life.lead)
    yield life.calendar.after(days=1)
    with acting(life.teacher):
        tools.remove(_begun(life, PHONES, life.teacher))


def _begun(life: Life, template: str, by: User) -> ToolDraft:
    known = queries.known(life.school, "en")
    return tools.start(life.school, load_template(template), known, by=by.id)


def _saved(draft: ToolDraft, number: int, by: User) -> None:
    section = load_template(draft.template).sections[number]
    shown = part(section, draft.answers).fields
    sent = {field.key: field.value or "the deputy head" for field in shown}
    tools.save_part(draft, section, sent, stamp(section, draft.answers), "next", by=by.id)
