"""What the pages of meetings show."""

from app.meetings.queries.evidence import Offer, claim_page, held_for, offers
from app.meetings.queries.pages import Colleague, MeetingPage, colleagues, index, meeting_page, plan_of
from app.meetings.queries.record import record_name, record_pdf, record_values
from app.meetings.queries.wall import Wall, resume, wall

__all__ = [
    "Colleague",
    "MeetingPage",
    "Offer",
    "Wall",
    "claim_page",
    "colleagues",
    "held_for",
    "index",
    "meeting_page",
    "offers",
    "plan_of",
    "record_name",
    "record_pdf",
    "record_values",
    "resume",
    "wall",
]
