"""Signing in: first the password, then the second factor of those who have one."""

from sqlalchemy import select, update

from app import audit, clock, passwords
from app.accounts.operations import limits
from app.accounts.operations.two_step import check_code
from app.domain.errors import Invalid
from app.domain.message import Message
from app.extensions import db
from app.models.account import User, WebSession

DEMO_ENDING = "@demo.ciss.invalid"
WRONG = Message(
    "The e-mail address or the password is not right. Check both, or ask for a new password below."
)


def by_email(email: str) -> User | None:
    """The account behind an address, as typed by a person."""
    return db.session.scalars(select(User).where(User.email == email.strip().casefold())).one_or_none()


def check_password(email: str, password: str, address: str) -> User:
    """The person with this address and password. Raises Invalid (the same words and time for strangers) or TooMany."""
    counted = limits.keys(email.strip().casefold(), address)
    limits.check(counted)
    found = by_email(email)
    user = found if found is not None and found.disabled_at is None and found.erased_at is None else None
    if not passwords.matches(user.password_hash if user else None, password) or user is None:
        limits.failed(counted)
        raise Invalid(WRONG)
    if user.password_hash and passwords.outdated(user.password_hash):
        user.password_hash = passwords.hash_password(password)
    return user


def sign_in(user: User, *, way: str = "password") -> None:
    """Record that a person came in. way: password | code | invitation | reset | demo."""
    moment = clock.now()
    db.session.execute(update(User).where(User.id == user.id).values(last_sign_in_at=moment))
    audit.record("sign-in", user, actor_id=user.id, way=way)


def give_code(user: User, code: str, address: str) -> None:
    """The second step of signing in. Raises Invalid or TooMany."""
    check_code(user, code, address)
    sign_in(user, way="code")


def step_up(user: User, code: str, address: str) -> None:
    """The second factor once more, before something that weighs. Raises Invalid or TooMany."""
    check_code(user, code, address)
    audit.record("step-up", user)


def sign_out(user: User) -> None:
    audit.record("sign-out", user)


def end_session(user: User, mark: str) -> None:
    """End one of a person's own sessions, named by the beginning of its hash. Raises Invalid when it is over."""
    query = update(WebSession).where(
        WebSession.user_id == user.id,
        WebSession.ended_at.is_(None),
        WebSession.token_hash.startswith(mark, autoescape=True),
    )
    ended = db.session.execute(query.values(ended_at=clock.now())).rowcount if len(mark) == 16 else 0  # type: ignore[attr-defined]
    if not ended:
        raise Invalid(Message("This session is over already."))
    audit.record("end-session", user)


def demo_person(number: int) -> User:
    """A person of the demonstration. Raises Invalid for anybody else: this door has no lock."""
    user = db.session.get(User, number)
    if user is None or not (user.email or "").endswith(DEMO_ENDING) or user.disabled_at is not None:
        raise Invalid(Message("This person does not belong to the demonstration."))
    return user
