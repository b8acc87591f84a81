"""Certificates of learning as their owners get them."""

from typing import Any

from app import jobs
from app.certification import completions
from app.extensions import db
from app.models import Completion, User
from tests.factories.learning import finish
from tests.factories.people import make_user

M3 = "m3-reporting"


def learner(name: str = "Olena Kovalchuk", **values: Any) -> User:
    """Somebody who passed module 3."""
    user = make_user(name=name, **values)
    finish(user, M3)
    return user


def asked(user: User, module: str = M3) -> Completion:
    """Asked for, and drawn by the worker."""
    made = completions.issue(user, module)
    db.session.commit()
    jobs.run_due()
    db.session.expire_all()
    return made
