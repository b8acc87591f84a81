"""Follow-up questions: made when a module is passed, sent when due, opened by a signed link, stopped on request.

Rules: `app.domain.follow_up`. Pages: `app.followups`.
"""

from app.recall.calendar import days_without_school, only_weekends
from app.recall.coming import Coming, coming, nearest
from app.recall.ending import forget, start, stop
from app.recall.links import address, of_token
from app.recall.sending import due, make, send

__all__ = [
    "Coming",
    "address",
    "coming",
    "days_without_school",
    "due",
    "forget",
    "make",
    "nearest",
    "of_token",
    "only_weekends",
    "send",
    "start",
    "stop",
]
