"""People who have learned everything, without walking through every screen."""

from app.clock import now
from app.extensions import db
from app.models import Enrolment, User
from modules.load import curriculum


def train(user: User) -> None:
    """Write down that this person passed all five modules."""
    for module in curriculum().modules:
        db.session.add(
            Enrolment(
                user_id=user.id,
                module=module.id,
                module_version=module.version,
                started_at=now(),
                passed_at=now(),
            )
        )
    db.session.commit()
