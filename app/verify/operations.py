"""What a visitor's question leaves behind: how often somebody guessed at the name on a certificate of learning."""

from datetime import timedelta

from sqlalchemy import func, select

from app import clock
from app.domain.errors import Invalid
from app.domain.message import Message
from app.extensions import db
from app.models.account import SignInFailure
from app.secrets import keyed_hash
from app.verify.queries import name_belongs

WINDOW = timedelta(days=1)  # rows are swept after a day
MOST_WRONG = 20  # names for one code


def compare_name(code: str, typed: str) -> bool:
    """Does the name belong to the code? A wrong one is counted. Raises Invalid after too many, or without a name."""
    key = keyed_hash("limit of a certificate of learning", code)
    recent = (SignInFailure.key == key, SignInFailure.at > clock.now() - WINDOW)
    if (db.session.scalar(select(func.count(SignInFailure.id)).where(*recent)) or 0) >= MOST_WRONG:
        raise Invalid(
            Message("Too many wrong names were tried with this code today. Please come back tomorrow.")
        )
    same = name_belongs(code, typed)
    if same is None:
        raise Invalid(Message("This certificate counts no more, so there is no name to compare."))
    if not same:
        db.session.add(SignInFailure(key=key, at=clock.now()))
    return same
