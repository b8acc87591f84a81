"""A list of colleagues as a file: a verdict for every row before anybody is invited. Never pupils, never parents.

Columns as OneRoster names them (users.csv: givenName, familyName, email, role), ours, or common words.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from app.domain.errors import Invalid
from app.domain.message import Message, marked
from app.domain.register_sheet import cells
from app.domain.roles import Position

MOST_ROWS = 200
LARGEST = 256 * 1024  # bytes
NAME_LONGEST = 120
FIELDS = ("name", "email", "role", "language")
ALIASES = {
    "name": "name",
    "fullname": "name",
    "имя": "name",
    "фио": "name",
    "імя": "name",
    "піб": "name",
    "nume": "name",
    "givenname": "given",
    "firstname": "given",
    "familyname": "family",
    "lastname": "family",
    "surname": "family",
    "email": "email",
    "mail": "email",
    "почта": "email",
    "пошта": "email",
    "role": "role",
    "position": "role",
    "роль": "role",
    "должность": "role",
    "посада": "role",
    "rol": "role",
    "language": "language",
    "lang": "language",
}
ROLES = {
    "": Position.STAFF,
    "staff": Position.STAFF,
    "member": Position.STAFF,
    "colleague": Position.STAFF,
    "teacher": Position.STAFF,
    "aide": Position.STAFF,
    "counselor": Position.STAFF,
    "coordinator": Position.COORDINATOR,
    "lead": Position.COORDINATOR,
}
HEADS = {"head", "principal", "administrator", "siteadministrator", "director"}
NOT_STAFF = {"student", "pupil", "parent", "guardian", "relative", "ученик", "учень", "elev", "родитель"}

KNOWN = {
    "member": marked("In the team already."),
    "invited": marked("Invited already; the invitation is still open."),
}
FAULTS = {
    "no-name": marked("The name is missing."),
    "long-name": marked("The name has more than 120 characters."),
    "email": marked("This is not a complete e-mail address."),
    "closed": marked("This account is closed. Ask the administrator of the platform."),
    "duplicate": marked("The same address as in line %(line)s."),
    "not-staff": marked("This platform is for staff: no pupils and no parents."),
    "head": marked("The head of a school is invited by the programme."),
    "role": marked("“%(role)s” is not a role we know: write staff or coordinator."),
    "cells": marked("This row has %(count)s cells, the heading has %(expected)s."),
}
SENTENCES = {**KNOWN, **FAULTS}


@dataclass(frozen=True)
class Row:
    """One row with its verdict: an empty `verdict` means that this person can be invited."""

    line: int
    name: str
    email: str
    position: Position
    language: str
    verdict: str = ""
    param: str = ""

    @property
    def good(self) -> bool:
        return not self.verdict

    @property
    def known(self) -> bool:
        return self.verdict in KNOWN

    @property
    def message(self) -> Message:
        """The verdict in words; “Can be invited.” for a good row."""
        if self.good:
            return Message("Can be invited.")
        names = {"duplicate": "line", "role": "role"}
        if self.verdict == "cells":
            count, expected = self.param.split("/")
            return Message(SENTENCES["cells"], {"count": count, "expected": expected})
        return Message(SENTENCES[self.verdict], {names.get(self.verdict, "_"): self.param})


@dataclass(frozen=True)
class Present:
    """The school as it stands: normal addresses of its team, of open invitations, and of closed accounts."""

    members: Collection[str] = ()
    invited: Collection[str] = ()
    closed: Collection[str] = ()
    languages: Collection[str] = ()
    language: str = "en"


def judge(data: bytes, present: Present, normal: Callable[[str], str]) -> list[Row]:
    """Every row's verdict. `normal`: an address as it is kept, '' if it is none.

    Raises Invalid (field "file") for a file that is no such list.
    """
    if len(data) > LARGEST:
        raise Invalid(Message("This file is too large for a list of colleagues."), "file")
    names, rows = cells(data)
    fields = [ALIASES.get("".join(c for c in name.casefold() if c.isalpha()), "") for name in names]
    if "email" not in fields or not {"name", "given", "family"} & set(fields):
        raise Invalid(
            Message(
                "The first line should name the columns: %(expected)s. Name and email are a must. This file has: %(found)s.",
                {"expected": ", ".join(FIELDS), "found": ", ".join(name[:40] for name in names[:12]) or "–"},
            ),
            "file",
        )
    if len(rows) > MOST_ROWS:
        raise Invalid(
            Message("This file has more than %(most)s rows. Split the list.", {"most": MOST_ROWS}), "file"
        )
    if not rows:
        raise Invalid(Message("No person is in this file."), "file")
    seen: dict[str, int] = {}
    return [_row(line, one, fields, present, normal, seen) for line, one in rows]


def again(rows: list[Row], present: Present) -> list[Row]:
    """The same rows when time has passed: who was good may be in the team by now."""
    now = ({"closed": present.closed, "member": present.members, "invited": present.invited}).items()
    return [
        replace(row, verdict=next((name for name, those in now if row.email in those), ""))
        if row.good
        else row
        for row in rows
    ]


def _row(
    line: int,
    found: list[str],
    fields: list[str],
    present: Present,
    normal: Callable[[str], str],
    seen: dict[str, int],
) -> Row:
    values = {field: " ".join(cell.split()) for field, cell in zip(fields, found, strict=False) if field}
    name = values.get("name") or f"{values.get('given', '')} {values.get('family', '')}".strip()
    email, role = normal(values.get("email", "")), "".join(values.get("role", "").casefold().split())
    position = ROLES.get(role, Position.STAFF)
    language = values.get("language", "").casefold()
    language = language if language in present.languages else present.language
    verdict, param = _verdict(name, email, role, present)
    if len(found) != len(fields):
        verdict, param = "cells", f"{len(found)}/{len(fields)}"
    elif not verdict and email in seen:
        verdict, param = "duplicate", str(seen[email])
    if email:
        seen.setdefault(email, line)
    shown = values.get("role", "")[:40] if verdict == "role" else param
    return Row(
        line, name[:NAME_LONGEST], email or values.get("email", "")[:254], position, language, verdict, shown
    )


def _verdict(name: str, email: str, role: str, present: Present) -> tuple[str, str]:
    """What stands against inviting this person; faults go before what is known."""
    checks: Mapping[str, bool] = {
        "not-staff": role in NOT_STAFF,
        "head": role in HEADS,
        "role": role not in ROLES,
        "no-name": not name,
        "long-name": len(name) > NAME_LONGEST,
        "email": not email,
        "closed": email in present.closed,
        "member": email in present.members,
        "invited": email in present.invited,
    }
    return next((verdict for verdict, true in checks.items() if true), ""), role
