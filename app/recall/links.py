"""The signed link of a follow-up: it carries one id, opens that follow-up and nothing else, and needs no session.

How long it works follows from the row (`follow_up.is_open`), so the same link stands in the mail and on one's pages.
"""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models.account import User
from app.models.followup import FollowUp
from app.models.learning import Enrolment

FOLLOW_UP = (
    select(FollowUp, User)
    .join(Enrolment, Enrolment.id == FollowUp.enrolment_id)
    .join(User, User.id == Enrolment.user_id)
    .where(FollowUp.id == bindparam("number"), User.disabled_at.is_(None), User.erased_at.is_(None))
    .options(joinedload(FollowUp.enrolment))
)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SETTINGS"].secret_key, salt="follow-up")


def token(number: int) -> str:
    """What stands in the link of the follow-up with this id."""
    return str(_signer().dumps(number))


def address(number: int, page: str = "") -> str:
    """The path of a follow-up's page; `page`: "stop" for the one that ends such mails. A job has no `url_for`."""
    return f"/followups/{token(number)}{'/' if page else ''}{page}"


def of_token(text: str) -> tuple[FollowUp, User] | None:
    """The follow-up of a link and whose it is; None for a link that is not ours or whose owner's account is gone."""
    try:
        number = _signer().loads(text)
    except BadSignature:
        return None
    row = db.session.execute(FOLLOW_UP, {"number": number}).one_or_none()
    return (row[0], row[1]) if row else None
