"""Views of a school: its board, its team, its tasks, its commitment and its application."""

from app.schools.views import board, check_in, letter, people, people_file, tasks, training  # noqa: F401  each binds its routes
from app.schools.views.blueprint import bp

__all__ = ["bp"]
