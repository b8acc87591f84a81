"""The record of learning as a file of xAPI statements: for the learner, and for a country without anybody's name."""

import hashlib
import hmac
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any

from flask import Response, current_app
from sqlalchemy import select

from app.domain import xapi
from app.extensions import db
from app.models.account import RoleGrant
from app.models.learning import Attempt, Enrolment
from app.models.learning import Response as Given
from app.models.programme import Programme
from app.models.school import School
from modules.load import curriculum

MOST = 20_000  # enrolments in one file
TOGETHER = 400  # enrolments read at a time
IN_MEMORY = 4 * 1024 * 1024  # bytes; a larger file is written to the disk
PIECE = 64 * 1024
KINDS = {"json": "application/json", "jsonl": "application/jsonl"}


def of_person(user_id: int) -> Any:
    """The enrolments of one person, to ask `answer` for."""
    return select(Enrolment.id).where(Enrolment.user_id == user_id)


def of_programme(programme: Programme, module: str = "") -> Any:
    """The enrolments of everybody who works at a school of the programme; of one module when it is named."""
    people = (
        select(RoleGrant.user_id)
        .join(School, School.id == RoleGrant.school_id)
        .where(School.programme_id == programme.id, RoleGrant.revoked_at.is_(None))
    )
    query = select(Enrolment.id).where(Enrolment.user_id.in_(people))
    return query.where(Enrolment.module == module) if module else query


def answer(enrolments: Any, kind: str, *, scope: str, filename: str) -> Response:
    """The file as an answer; of the first `MOST` enrolments, so ask how many there are before."""
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the answer closes it
    write(file, enrolments.limit(MOST), kind, scope=scope)
    file.seek(0)
    response = Response(_pieces(file), mimetype=KINDS[kind])
    response.call_on_close(file.close)
    response.headers.set("Content-Disposition", "attachment", filename=f"{filename}.{kind}")
    response.headers["Cache-Control"] = "no-store"
    return response


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


def write(file: IO[bytes], enrolments: Any, kind: str, *, scope: str) -> int:
    """A JSON array, or one statement on each line; returns how many. `scope` keeps the learners of two files apart."""
    before, between, after = (b"[\n", b",\n", b"\n]\n") if kind == "json" else (b"", b"\n", b"\n")
    file.write(before)
    number = 0
    for statement in _statements(enrolments, scope):
        file.write(between if number else b"")
        file.write(json.dumps(statement, ensure_ascii=False, separators=(",", ":")).encode())
        number += 1
    file.write(after if number or kind == "json" else b"")
    return number


def _statements(enrolments: Any, scope: str) -> Iterator[xapi.Statement]:
    found = curriculum()
    home = current_app.config["SETTINGS"].base_url
    platform = xapi.Platform(home, {one.id: found.text(one.id).title for one in found.modules})
    ids = iter(db.session.scalars(enrolments.order_by(Enrolment.id)).all())
    while some := list(islice(ids, TOGETHER)):
        for one in _learned(some, scope):
            yield from platform.statements(one)


def _learned(enrolments: list[int], scope: str) -> Iterator[xapi.Learned]:
    """What these learners did. Three queries."""
    modules = {module.id: module for module in curriculum().modules}
    given, attempt, enrolment = Given.__table__.c, Attempt.__table__.c, Enrolment.__table__.c
    answers: dict[int, list[xapi.Answer]] = defaultdict(list)
    asked = select(given.attempt_id, given.item, given.answer, given.right, given.answered_at).join(
        Attempt.__table__, attempt.id == given.attempt_id
    )
    ordered = asked.where(attempt.enrolment_id.in_(enrolments)).order_by(given.answered_at, given.item)
    for number, *answered in db.session.execute(ordered):
        answers[number].append(xapi.Answer(*answered))
    rounds: dict[int, list[xapi.Round]] = defaultdict(list)
    goes = select(Attempt.__table__).where(attempt.enrolment_id.in_(enrolments)).order_by(attempt.id)
    for go in db.session.execute(goes):
        times = (go.started_at, go.finished_at, go.score, go.out_of)
        rounds[go.enrolment_id].append(
            xapi.Round(go.screen, go.number, go.language, *times, answers.get(go.id, []))
        )
    begun = select(Enrolment.__table__).where(enrolment.id.in_(enrolments)).order_by(enrolment.id)
    for one in db.session.execute(begun):
        if one.module in modules:
            passed = (one.module_version, one.started_at, one.passed_at)
            yield xapi.Learned(_opaque(one.user_id, scope), modules[one.module], *passed, rounds[one.id])


def _opaque(user_id: int, scope: str) -> str:
    """A name that only this installation could trace back, another one in every scope."""
    key: str = current_app.config["SETTINGS"].secret_key
    return hmac.new(key.encode(), f"xapi {scope} {user_id}".encode(), hashlib.sha256).hexdigest()[:32]
