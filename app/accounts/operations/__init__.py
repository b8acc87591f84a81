"""What changes about accounts. Each function writes one audit record and commits nothing."""

from app.accounts.operations.erasure import ERASED, erase, note_export
from app.accounts.operations.inbox import mark_read, read
from app.accounts.operations.invitations import accept_invitation, join
from app.accounts.operations.limits import TooMany
from app.accounts.operations.passwords import (
    ask_reset,
    change_password,
    create_admin,
    prove_password,
    reset_password,
)
from app.accounts.operations.profile import edit_profile
from app.accounts.operations.sign_in import (
    DEMO_ENDING,
    by_email,
    check_password,
    demo_person,
    end_session,
    give_code,
    sign_in,
    sign_out,
    step_up,
)
from app.accounts.operations.two_step import (
    new_secret,
    picture,
    renew_recovery_codes,
    set_up_two_step,
)

__all__ = [
    "DEMO_ENDING",
    "ERASED",
    "TooMany",
    "accept_invitation",
    "ask_reset",
    "by_email",
    "change_password",
    "check_password",
    "create_admin",
    "demo_person",
    "edit_profile",
    "end_session",
    "erase",
    "give_code",
    "join",
    "mark_read",
    "new_secret",
    "note_export",
    "picture",
    "prove_password",
    "read",
    "renew_recovery_codes",
    "reset_password",
    "set_up_two_step",
    "sign_in",
    "sign_out",
    "step_up",
]
