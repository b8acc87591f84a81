"""What a file that somebody brings is worth. Its bytes are compared; nothing in it is ever parsed or followed.

First its SHA-256 is looked up among ours. Only when that fails is it searched, as plain bytes, for a code of ours:
that tells a changed certificate from a stranger's file, and costs the same for every file of the same size.
"""

import binascii
import hashlib
import re
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from enum import StrEnum

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import or_, select

from app.domain.codes import ALPHABET, PREFIX, Code, parse
from app.extensions import db
from app.files import files
from app.models.award import Award, Letter, SupersededDocument
from app.models.completion import Completion
from certificates.badge import unbake

HOUR = 3600
CODE = re.compile(f"{PREFIX}(?:-[{ALPHABET}]{{4}}){{3}}".encode())
MOST_CODES = 20  # different ones in one file that are looked up
COMPACT = re.compile(rb"[\w-]{2,2000}\.([\w-]{2,60000})\.[\w-]{2,2000}", re.ASCII)
PICTURES = (b"\x89PNG\r\n\x1a\n", b"<svg", b"<?xml")


class Found(StrEnum):
    """What a file turned out to be."""

    CERTIFICATE = "certificate"  # our PDF, byte for byte
    CREDENTIAL = "credential"  # our JSON, byte for byte
    JWT = "jwt"  # our credential as a JWT, byte for byte
    LETTER = "letter"  # a letter or a poster of ours, byte for byte
    BADGE = "badge"  # a picture that carries our credential, byte for byte
    COMPLETION = "completion"  # a learner's certificate of ours, byte for byte
    REPLACED = "replaced"  # was ours, byte for byte, and was issued again since
    CHANGED = "changed"  # names a certificate of ours, but is not the file that we keep
    FOREIGN = "foreign"  # names none


@dataclass(frozen=True)
class Answer:
    """The answer about one file; `code` is empty when it is foreign."""

    found: Found
    code: str
    sha256: str


def examine(data: bytes) -> Answer:
    """Compare a file with what we issued. One query, five when it is no file of ours."""
    own = hashlib.sha256(data).hexdigest()
    inside = unbake(data) if data.startswith(PICTURES) else None
    baked = hashlib.sha256(inside).hexdigest() if inside else own
    query = select(Award.code, Award.pdf_sha256, Award.credential_sha256)
    same = or_(Award.pdf_sha256 == own, Award.credential_sha256.in_({own, baked}))
    row = db.session.execute(query.where(same).limit(1)).one_or_none()
    if row is None:
        return (
            _letter(own)
            or _completion(own)
            or _replaced(own, baked)
            or _token(data, own)
            or _stranger(_named(data), own)
        )
    if row.pdf_sha256 == own:
        return Answer(Found.CERTIFICATE, row.code, own)
    return Answer(Found.CREDENTIAL if row.credential_sha256 == own else Found.BADGE, row.code, own)


def _stranger(code: str, own: str) -> Answer:
    return Answer(Found.CHANGED if code else Found.FOREIGN, code, own)


def _letter(own: str) -> Answer | None:
    """A letter belongs to a school and names no certificate; a poster shows one."""
    query = select(Letter.kind, Letter.subject).where(Letter.sha256 == own).limit(1)
    row = db.session.execute(query).one_or_none()
    return Answer(Found.LETTER, row.subject if row.kind == "poster" else "", own) if row else None


def _replaced(own: str, baked: str) -> Answer | None:
    """A document that was issued again since, or a badge with its credential."""
    query = select(Award.code).join(SupersededDocument, SupersededDocument.award_id == Award.id)
    code = db.session.scalar(query.where(SupersededDocument.sha256.in_({own, baked})).limit(1))
    return Answer(Found.REPLACED, code, own) if code else None


def _completion(own: str) -> Answer | None:
    code = db.session.scalar(select(Completion.code).where(Completion.pdf_sha256 == own).limit(1))
    return Answer(Found.COMPLETION, code, own) if code else None


def _token(data: bytes, own: str) -> Answer | None:
    """A JWT hides its words in base64: its middle part is searched for a code, and the whole compared with ours."""
    match = COMPACT.fullmatch(data.strip()[:64_001])
    if match is None:
        return None
    try:
        code = _named(urlsafe_b64decode(match[1] + b"=="))
    except binascii.Error:
        return None
    key = db.session.scalar(select(Award.credential_key).where(Award.code == code)) if code else None
    if key and files().exists(f"{key}.jwt") and files().get(f"{key}.jwt") == data.strip():
        return Answer(Found.JWT, code, own)
    return _stranger(code, own) if code else None


def _named(data: bytes) -> str:
    """The first code in the file that belongs to a certificate of ours, or ""."""
    codes: dict[str, None] = {}
    for match in CODE.finditer(data):
        found = parse(match.group().decode("ascii"))
        if isinstance(found, Code):
            codes[found.text] = None
        if len(codes) == MOST_CODES:
            break
    if not codes:
        return ""
    ours = select(Award.code).where(Award.code.in_(codes))
    known = set(db.session.scalars(ours.union(select(Completion.code).where(Completion.code.in_(codes)))))
    return next((code for code in codes if code in known), "")


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="file-answer")


def sealed(answer: Answer) -> str:
    """The answer for an address, signed: nobody can hand round a link that lies about a file."""
    return str(_signer().dumps([answer.found, answer.code, answer.sha256]))


def reread(text: str) -> Answer | None:
    """The answer again, or None when it is not ours or older than an hour."""
    try:
        found, code, sha256 = _signer().loads(text, max_age=HOUR)
    except BadSignature:
        return None
    return Answer(Found(found), code, sha256)
