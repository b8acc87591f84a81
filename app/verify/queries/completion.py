"""One certificate of learning as the public sees it: what was learned, whether it counts, of the name the initials."""

import hmac
import unicodedata
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.models.completion import WHOLE_COURSE, Completion
from modules.load import curriculum

MOST_INITIALS = 4
APOSTROPHES = str.maketrans("’ʼ‘`ʹ", "'''''")


@dataclass(frozen=True)
class CompletionPage:
    """All that the page says. `state`: valid, replaced or withdrawn; `number`: of the module, 0 for the whole course.

    `ready`: its document was made. `initials` is empty when the person asked to be forgotten.
    """

    code: str
    number: int
    whole: bool
    completed_on: date
    issued_on: date
    withdrawn_on: date | None
    state: str
    initials: str
    scheme_version: str
    ready: bool


def completion(code: str) -> CompletionPage | None:
    """The certificate of learning with this code, in one query; None when there is none."""
    row = _row(code)
    if row is None:
        return None
    known = {one.id: one.number for one in curriculum().modules}
    return CompletionPage(
        code=row.code,
        number=known.get(row.module, 0),
        whole=row.module == WHOLE_COURSE,
        completed_on=row.completed_on,
        issued_on=row.issued_on,
        withdrawn_on=row.withdrawn_at.date() if row.withdrawn_at else None,
        state="withdrawn" if row.erased else "replaced" if row.replaced else "valid",
        initials=_initials(str(row.snapshot.get("name", ""))),
        scheme_version=str(row.snapshot.get("scheme_version", "")),
        ready=row.prepared_at is not None,
    )


def name_belongs(code: str, typed: str) -> bool | None:
    """Is this the name on the certificate? None where nothing is to be compared: unknown, replaced or withdrawn.

    Order of the words, capitals and kinds of apostrophe do not matter.
    """
    row = _row(code)
    if row is None or row.withdrawn_at is not None:
        return None
    return hmac.compare_digest(_comparable(str(row.snapshot["name"])), _comparable(typed))


def _row(code: str) -> Completion | None:
    return db.session.scalars(select(Completion).where(Completion.code == code)).one_or_none()


def _initials(name: str) -> str:
    return " ".join(f"{word[0]}…" for word in name.split()[:MOST_INITIALS])


def _comparable(name: str) -> bytes:
    plain = unicodedata.normalize("NFKC", name).translate(APOSTROPHES).casefold()
    return " ".join(sorted(plain.split())).encode()
