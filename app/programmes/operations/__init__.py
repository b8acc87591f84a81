"""Changes in a country programme: verb-named, taking rows and plain values."""

from app.programmes.operations.assignments import end_assignment, propose_assignment
from app.programmes.operations.cases import remind_holder, return_application, start_screening
from app.programmes.operations.imports import dry_run_register, import_schools, judged
from app.programmes.operations.invitations import Invited, invite_head, invite_heads, propose_role
from app.programmes.operations.reminders import remind_heads, remind_training
from app.programmes.operations.schools import add_school
from app.programmes.operations.settings import confirm_contact, edit_programme, remove_contact, save_contact

__all__ = [
    "Invited",
    "add_school",
    "confirm_contact",
    "dry_run_register",
    "edit_programme",
    "end_assignment",
    "import_schools",
    "invite_head",
    "invite_heads",
    "judged",
    "propose_assignment",
    "propose_role",
    "remind_heads",
    "remind_holder",
    "remind_training",
    "remove_contact",
    "return_application",
    "save_contact",
    "start_screening",
]
