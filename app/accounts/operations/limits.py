"""How many tries a person and an address have: counted in the database, under hashed keys, swept after a day."""

from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.domain.errors import Invalid
from app.domain.message import Message
from app.extensions import db
from app.models.account import SignInFailure
from app.secrets import keyed_hash
from app.web.transaction import even_if_refused

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 8
PER_ADDRESS = 30
Keys = dict[str, int]  # hashed key → tries within the window


class TooMany(Invalid):
    """Too many tries: the sentence says how long to wait."""


def keys(account: str, address: str) -> Keys:
    """The two counters of one try: the account that was named, and the address it came from."""
    return {
        keyed_hash("limit of an account", account): PER_ACCOUNT,
        keyed_hash("limit of an address", address): PER_ADDRESS,
    }


def check(counted: Keys) -> None:
    """Raise TooMany when one of the counters is full; a full counter empties a quarter of an hour later."""
    moment = clock.now()
    query = select(SignInFailure.key, SignInFailure.at).where(
        SignInFailure.key.in_(counted), SignInFailure.at > moment - WINDOW
    )
    found = db.session.execute(query.order_by(SignInFailure.at.desc())).all()
    for key, most in counted.items():
        times = [row.at for row in found if row.key == key]
        if len(times) >= most:
            left = times[most - 1] + WINDOW - moment
            minutes = max(1, -(-int(left.total_seconds()) // 60))
            raise TooMany(
                Message(
                    "There were too many tries. Wait %(minutes)s minutes, then try again.",
                    {"minutes": minutes},
                )
            )


def count(counted: Keys) -> None:
    """Count one try now (in the transaction of a request that succeeds)."""
    moment = clock.now()
    db.session.add_all(SignInFailure(key=key, at=moment) for key in counted)


def failed(counted: Keys) -> None:
    """Count one failed try, although the request will be refused and rolled back."""
    even_if_refused(lambda: count(counted))
