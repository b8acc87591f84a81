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
DEPUTY = "the deputy head"
PLACES = {
    "What · 5 Write, 1": "the safe in the head’s office",
    "Who (deputy) · 6 Care, 1": "room 12",
    "Who (deputy) · 6 Care, 2": "the social teacher",
}


def fills_in(life: Life) -> Story:
    """The response flowchart gets the school's names and limits; the rules for phones wait for next year."""
    yield life.calendar.after(days=1)
    with acting(life.lead):
        draft = _begun(life, FLOWCHART, life.lead)
        _steps(draft, life.lead)
    yield life.calendar.after(days=1)
    with acting(life.teacher):
        tools.remove(_begun(life, PHONES, life.teacher))


def _begun(life: Life, template: str, by: User) -> ToolDraft:
    known = queries.known(life.school, "en")
    return tools.start(life.school, load_template(template), known, by=by.id)


def _steps(draft: ToolDraft, by: User) -> None:
    """The first part, with a deputy for everyone and a place for the log."""
    section = load_template(draft.template).sections[0]
    sent = {field.key: field.value or DEPUTY for field in part(section, draft.answers).fields} | PLACES
    tools.save_part(draft, section, sent, stamp(section, draft.answers), "next", by=by.id)
