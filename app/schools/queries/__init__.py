"""What the pages of a school show."""

from app.schools.queries.board import Board, board
from app.schools.queries.check_in import CheckInPage, check_in_page
from app.schools.queries.people import TeamPage, passed_days, team_page
from app.schools.queries.tasks import tasks

__all__ = [
    "Board",
    "CheckInPage",
    "TeamPage",
    "board",
    "check_in_page",
    "passed_days",
    "tasks",
    "team_page",
]
