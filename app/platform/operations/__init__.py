"""What the platform admin changes. Each function writes one audit record and commits nothing."""

from app.platform.operations.accounts import disable_account, enable_account, remove_two_step
from app.platform.operations.programmes import name_coordinator, open_programme
from app.platform.operations.roles import confirm_role, revoke_role

__all__ = [
    "confirm_role",
    "disable_account",
    "enable_account",
    "name_coordinator",
    "open_programme",
    "remove_two_step",
    "revoke_role",
]
