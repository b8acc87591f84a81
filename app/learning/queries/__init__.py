"""What the learner's pages read. Every page costs at most five queries with the session's own."""

from collections.abc import Callable

from app.learning.queries.certificates import CertificatePage, certificate, learner, own_completion
from app.learning.queries.frame import Frame, frame, module_of, screen_of
from app.learning.queries.items import ItemsPage, asked, items_page
from app.learning.queries.pages import (
    done_page,
    door_page,
    first_school,
    index,
    lesson_page,
    picture,
    plan,
    plan_page,
    preview,
    saved_plan,
    template,
    tool_page,
)
from app.learning.queries.story import IncidentPage, ScenarioPage, incident_page, scenario_page, scene

__all__ = [
    "CertificatePage",
    "Frame",
    "IncidentPage",
    "ItemsPage",
    "ScenarioPage",
    "asked",
    "certificate",
    "first_school",
    "frame",
    "index",
    "learner",
    "module_of",
    "own_completion",
    "picture",
    "plan",
    "preview",
    "saved_plan",
    "scene",
    "screen",
    "screen_of",
    "template",
]

PAGES: dict[str, Callable[[Frame], Frame]] = {
    "door": door_page,
    "precheck": items_page,
    "try": items_page,
    "check": items_page,
    "incident": incident_page,
    "scenario": scenario_page,
    "lesson": lesson_page,
    "tool": tool_page,
    "plan": plan_page,
}


def screen(module_id: str, screen_id: str) -> Frame:
    """Everything one screen shows, by its kind; 404 for an unknown module or screen."""
    if screen_of(module_of(module_id), screen_id).kind == "done":
        return done_page(module_id, screen_id)
    start = frame(module_id, screen_id)
    return PAGES[start.screen.kind](start)
