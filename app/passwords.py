"""Passwords: argon2id, at least twelve characters, no composition rules, common ones refused (security.md)."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from app.domain.errors import Invalid
from app.domain.message import Message

SHORTEST = 12
LONGEST = 200
COMMON = Path(__file__).parent / "data" / "common-passwords.txt"
# OWASP's second choice for argon2id: 19 MiB, two passes, one lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)


def _same(password: str) -> str:
    """One form for one text: keyboards write й and é in two ways."""
    return unicodedata.normalize("NFKC", password)


def hash_password(password: str) -> str:
    """What the database keeps of a password."""
    return _hasher.hash(_same(password))


@cache
def _nobody() -> str:
    return _hasher.hash("the password of nobody")


def matches(hashed: str | None, password: str) -> bool:
    """Is this the password behind the hash? Takes the same time when there is no hash."""
    try:
        _hasher.verify(hashed or _nobody(), _same(password[: LONGEST * 2]))
    except (VerificationError, InvalidHashError):
        return False
    return hashed is not None


def outdated(hashed: str) -> bool:
    """Was it hashed with other parameters than today's?"""
    return _hasher.check_needs_rehash(hashed)


@cache
def common() -> frozenset[str]:
    """Well-known passwords and the words they are made of, in lower case."""
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _repeated(text: str) -> str:
    """The shortest piece that gives the text when written again and again: qwertyqwerty → qwerty."""
    return text[: (text + text).find(text, 1)]


def is_common(password: str) -> bool:
    """A listed password, a listed word with digits or signs around it, one piece repeated, or a run of the keyboard."""
    text = "".join(_same(password).casefold().split())
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    pieces = {text, bare, _repeated(text), _repeated(bare)}
    return bool(pieces & common()) or len(_repeated(text)) <= 3 or len(set(text)) <= 3


def check(password: str, about: Iterable[str] = (), field: str = "password") -> None:
    """Raise Invalid, with what to do, for a password that is too easy. about: the person's name and address."""
    if len(password) < SHORTEST:
        raise Invalid(
            Message("Use at least %(count)s characters. Four or five words work well.", {"count": 12}), field
        )
    if len(password) > LONGEST:
        raise Invalid(Message("Use at most %(count)s characters.", {"count": LONGEST}), field)
    if is_common(password):
        raise Invalid(
            Message("Many people use this password, so it is easy to guess. Choose another one."), field
        )
    bare = _same(password).casefold()
    known = {_same(part).casefold() for text in about for part in (text, text.partition("@")[0])}
    if any(len(part) >= 4 and bare.replace(part, "").strip("0123456789!?.-_ ") == "" for part in known):
        raise Invalid(Message("Your name or address alone is easy to guess. Choose another one."), field)
