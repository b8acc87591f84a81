"""Name, language and time zone of a person."""

from app import audit
from app.models.account import User


def edit_profile(user: User, *, name: str, language: str, timezone: str) -> None:
    """Save what a person says of themselves."""
    before = {"name": user.name}
    user.name, user.language, user.timezone = name, language, timezone
    audit.record(
        "edit-profile", user, personal={"before": before, "after": {"name": name}}, language=language
    )
