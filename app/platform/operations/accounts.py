"""Closing and opening accounts."""

from app import audit, clock
from app.announce import announce
from app.domain.action import Action
from app.domain.errors import AlreadyDone, NotAllowed
from app.domain.message import Message
from app.models.account import User
from app.web.sessions import end_sessions


def _not_oneself(user: User, by: int) -> None:
    if user.id == by:
        raise NotAllowed(Message("You cannot do this to your own account. Ask another administrator."))


def disable_account(user: User, *, by: int) -> None:
    """Close an account: no sign-in, every session ends, nothing is lost. Raises AlreadyDone, NotAllowed."""
    _not_oneself(user, by)
    if user.disabled_at is not None or user.erased_at is not None:
        raise AlreadyDone(Message("This account is closed already."))
    user.disabled_at = clock.now()
    end_sessions(user.id)
    audit.record(Action.DISABLE_ACCOUNT, user)


def enable_account(user: User) -> None:
    """Open a closed account again. Raises AlreadyDone when it is open or erased."""
    if user.disabled_at is None or user.erased_at is not None:
        raise AlreadyDone(Message("This account is not closed, or it is erased for ever."))
    user.disabled_at = None
    audit.record("enable-account", user)


def remove_two_step(user: User, *, by: int) -> None:
    """Take away the second factor of somebody who lost phone and codes; they set up a new one. Sessions end."""
    _not_oneself(user, by)
    if user.totp_confirmed_at is None:
        raise AlreadyDone(Message("This account has no second factor."))
    user.totp_secret, user.totp_confirmed_at, user.recovery_hashes = None, None, None
    end_sessions(user.id)
    audit.record("remove-two-step", user)
    announce("two_step_removed", [user], url="/accounts/two-step", act=True)
