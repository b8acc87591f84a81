"""What changes about accounts. Each function writes one audit record and commits nothing."""

from app.accounts.operations.inbox import mark_read, read
from app.accounts.operations.limits import TooMany
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
    "TooMany",
    "by_email",
    "check_password",
    "demo_person",
    "edit_profile",
    "end_session",
    "give_code",
    "mark_read",
    "new_secret",
    "picture",
    "read",
    "renew_recovery_codes",
    "set_up_two_step",
    "sign_in",
    "sign_out",
    "step_up",
]
