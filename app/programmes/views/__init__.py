"""Views of a country programme: board, schools, imports, people, cases, settings, log."""

from app.programmes.views import (  # noqa: F401  each binds its routes
    add_school,
    assignments,
    board,
    cases,
    check_ins,
    imports,
    invitations,
    log,
    people,
    school,
    schools,
    settings,
    training,
)
from app.programmes.views.blueprint import bp

__all__ = ["bp"]
