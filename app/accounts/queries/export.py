"""Everything the platform holds of a person, for themselves, as plain values."""

from typing import Any

from sqlalchemy import ColumnElement, Table, select

from app import clock
from app.extensions import db
from app.models.account import User
from app.models.base import Base

SECRETS = {
    "password_hash",
    "totp_secret",
    "totp_last_step",
    "recovery_hashes",
    "token_hash",
    "data",
    "version",
}
# Whole rows are the person's own. Of every other row that names them only its address is given: the rest of it
# belongs to a school or a case, which they may no longer be allowed to see.
OWN = {
    "roles": "role_grant",
    "sessions": "web_session",
    "assignments": "assignment",
    "learning": "enrolment",
    "certificates_of_learning": "completion",
    "meetings_attended": "attendance",
    "notices": "notice",
    "mails": "outgoing_mail",
}
SMALL = {"once_key", "password_reset", *OWN.values()}


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _rows(table: Table, where: ColumnElement[bool]) -> list[dict[str, Any]]:
    columns = [column for column in table.columns if column.name not in SECRETS]
    return [dict(row._mapping) for row in db.session.execute(select(*columns).where(where))]


def everything(user: User) -> dict[str, Any]:
    """Account, roles, sessions, learning, plans, notices, mails, invitations, own moves, in the words of the database."""
    account, event, payload = _table("user_account"), _table("audit_event"), _table("audit_payload")
    found: dict[str, Any] = {"written_at": clock.now(), "account": _rows(account, account.c.id == user.id)[0]}
    for title, name in OWN.items():
        found[title] = _rows(_table(name), _table(name).c.user_id == user.id)
    found |= _learning([row["id"] for row in found["learning"]])
    found["invitations"] = _rows(_table("invitation"), _table("invitation").c.email == user.email)
    moves = select(event.c.id, event.c.at, event.c.action, event.c.subject_type, event.c.subject_ref)
    found["moves"] = [dict(r._mapping) for r in db.session.execute(moves.where(event.c.actor_id == user.id))]
    about = (event.c.subject_type == "User") & (event.c.subject_ref == str(user.id))
    kept = select(event.c.id, payload.c.personal).join(payload, payload.c.event_id == event.c.id).where(about)
    found["noted_about_you"] = [dict(row._mapping) for row in db.session.execute(kept)]
    found["named_in"] = _named_in(user)
    return found


def _learning(enrolments: list[int]) -> dict[str, Any]:
    attempt, response = _table("attempt"), _table("response")
    attempts = _rows(attempt, attempt.c.enrolment_id.in_(enrolments))
    return {
        "screens": _rows(_table("screen_visit"), _table("screen_visit").c.enrolment_id.in_(enrolments)),
        "attempts": attempts,
        "answers": _rows(response, response.c.attempt_id.in_([row["id"] for row in attempts])),
        "plans": _rows(_table("plan"), _table("plan").c.enrolment_id.in_(enrolments)),
        "follow_ups": _rows(_table("follow_up"), _table("follow_up").c.enrolment_id.in_(enrolments)),
    }


def _named_in(user: User) -> list[dict[str, str]]:
    """Every other row that points to the person: which table, in which function, which row."""
    found = []
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name != "user_account" or table.name in SMALL:
                continue
            mark = table.c.ref if "ref" in table.c else next(iter(table.primary_key.columns))
            rows = db.session.scalars(select(mark).where(key.parent == user.id))
            found += [{"table": table.name, "as": key.parent.name, "row": str(row)} for row in rows]
    return found
