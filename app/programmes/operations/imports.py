"""IMPORT_SCHOOLS: the dry run of a register, then all its good rows at once."""

import hashlib
import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, select, text

from app import audit, clock
from app.bulk import insert_many
from app.domain import register
from app.domain.action import Action
from app.domain.errors import AlreadyDone, Invalid
from app.domain.message import Message
from app.domain.register import Limits, Present, Row, against, judge
from app.domain.register_sheet import Sheet
from app.extensions import db
from app.invitations import normal_email
from app.models.programme import Programme
from app.models.school import School, SchoolImport
from app.programmes.operations import dry_run
from app.programmes.operations.refs import next_refs
from app.web.language import LANGUAGES

ANALYZE_FROM = 500
COLUMNS = (
    "ref",
    "source_id",
    "name",
    "name_key",
    "place_key",
    "region",
    "district",
    "locality",
    "longitude",
    "latitude",
    "language",
    "head_email",
)


def limits() -> Limits:
    """What a register's rows are held against."""
    from certificates.facts import missing_glyphs

    return Limits(LANGUAGES, missing_glyphs, _email_or_nothing)


def _email_or_nothing(email: str) -> str:
    try:
        return normal_email(email)
    except Invalid:
        return ""


def judged(sheet: Sheet) -> list[Row]:
    """Every row's verdict as far as the file tells; slow enough to be done before the write lock is taken."""
    rows = judge(sheet, limits())
    if not rows:
        raise Invalid(Message("This file has a heading but no row below it."), "file")
    return rows


def dry_run_register(
    programme: Programme, sheet: Sheet, rows: list[Row], *, filename: str, data: bytes, by: int
) -> SchoolImport:
    """Keep the verdicts beside the register as it stands now. No school comes in yet."""
    rows = against(rows, present(programme))
    known = sum(row.known for row in rows)
    good = sum(row.good for row in rows)
    kept = SchoolImport(
        ref=f"im-{secrets.token_hex(6)}",
        programme_id=programme.id,
        uploaded_by_id=by,
        filename="".join(c for c in filename if c.isprintable())[-200:] or "schools.csv",
        storage_key=dry_run.keep(sheet, rows),
        sha256=hashlib.sha256(data).hexdigest(),
        rows=len(rows),
        good=good,
        known=known,
        bad=len(rows) - good - known,
        created_at=clock.now(),
        applied=0,
    )
    db.session.add(kept)
    audit.record(
        Action.IMPORT_SCHOOLS,
        kept,
        step="dry-run",
        sha256=kept.sha256,
        rows=kept.rows,
        good=good,
        known=known,
        bad=kept.bad,
    )
    return kept


def import_schools(kept: SchoolImport) -> int:
    """Take in the good rows of a dry run, all in one statement; how many came in.

    What came into the register since the dry run is left out, so nothing comes in twice. Raises AlreadyDone.
    """
    if kept.applied_at is not None:
        raise AlreadyDone(Message("The good rows of this file came in already. Nothing was added twice."))
    rows = [row for row in against(dry_run.load(kept.storage_key).rows, present(kept.programme)) if row.good]
    insert_schools(kept.programme, rows)
    kept.applied_at, kept.applied = clock.now(), len(rows)
    audit.record(Action.IMPORT_SCHOOLS, kept, step="taken-in", sha256=kept.sha256, schools=len(rows))
    return len(rows)


def present(programme: Programme) -> Present:
    """The programme's schools by source id and by name and place. One query."""
    query = select(School.ref, School.source_id, School.name_key, School.place_key)
    sources: dict[str, str] = {}
    places: dict[tuple[str, str], tuple[str, bool]] = {}
    for ref, source, name, place in db.session.execute(query.where(School.programme_id == programme.id)):
        if source:
            sources[source] = ref
        places.setdefault((name, place), (ref, bool(source)))
    return Present(sources, places)


def insert_schools(programme: Programme, rows: Sequence[Row]) -> list[str]:
    """Insert schools in bulk under the next references, which come back; an id that is there already is left alone."""
    table = School.__table__
    assert isinstance(table, Table)
    language = programme.languages[0]
    refs = next_refs(programme, len(rows))
    values = (_values(ref, row.school, language) for ref, row in zip(refs, rows, strict=True))
    same = {"programme_id": programme.id, "created_at": clock.now(), "version": 1, "reached": 0}
    insert_many(table, COLUMNS, values, same, unique=("programme_id", "source_id"))
    if len(rows) >= ANALYZE_FROM:
        db.session.execute(text("ANALYZE school"))  # the planner would go on believing in a small table
    return refs


def _values(ref: str, school: register.School, language: str) -> tuple[Any, ...]:
    source, name, region, district, locality, longitude, latitude, spoken, email = school
    place = register.place_key(region, district, locality)
    return (
        ref,
        source or None,
        name,
        name.casefold(),
        place,
        region,
        district,
        locality,
        longitude,
        latitude,
        spoken or language,
        email,
    )
