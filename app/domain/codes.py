"""The verification code on a certificate: `CISS-7K2M-9QXA-…`, easy to read out and to type, hard to mistype.

Twelve symbols after the name: ten random ones (31¹⁰, about 8·10¹⁴) and two check characters. The
alphabet has 31 symbols, a prime, so sums and weighted sums modulo 31 form a Reed–Solomon code of
distance 3: any one or two wrong characters, and so any two swapped ones, are noticed.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from app.domain.message import Message, marked

PREFIX = "CISS"
ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"  # no I, L, O, S, U: they look like 1, 1, 0, 5, V
LENGTH = 12
BYTES = 16  # randomness that `new` asks for: the bias of the remainder is then below 2⁻⁷⁸

_BASE = len(ALPHABET)
_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
_SUMS = (1, 3)  # what both sums come to; not 0, so that no code repeats one symbol twelve times

# What people type or paste instead: look-alikes, and Cyrillic and Greek letters of the same shape.
_TYPED = "ILOSU" + "АВСЕНКМОРТХУІЅЈЗҮЇ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
_MEANT = "1105V" + "ABCEHKM0PTXY15J3Y1" + "ABEZH1KMN0PTYX"
_LOOKS = str.maketrans(_TYPED, _MEANT)
_FILLING = re.compile(r"[\s\-\u2010-\u2015\u2212._·\u200b-\u200d\u2060\ufeff\u00ad]+")
_NAME = PREFIX.translate(_LOOKS)
_SPOKEN = re.compile("^[СЦ][ИІ]СС")  # the name as it sounds, in Cyrillic


@dataclass(frozen=True)
class Code:
    """A well-formed code. Whether an award has it is for the register to say."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Slip:
    """What was typed cannot be a code of ours: a typing slip, not an unknown certificate."""

    kind: Literal["empty", "length", "character", "check"]
    message: Message


def new(random_bytes: bytes) -> str:
    """A code made of at least `BYTES` random bytes (`secrets.token_bytes`). Raises ValueError for fewer."""
    if len(random_bytes) < BYTES:
        raise ValueError(f"a code needs {BYTES} random bytes")
    number = int.from_bytes(random_bytes, "big")
    values = []
    for _ in range(LENGTH - 2):
        number, value = divmod(number, _BASE)
        values.append(value)
    plain, weighted = (want - have for want, have in zip(_SUMS, _sums(values), strict=True))
    last = (weighted - (LENGTH - 1) * plain) % _BASE  # two equations, two unknowns
    values += [(plain - last) % _BASE, last]
    return _written("".join(ALPHABET[value] for value in values))


def parse(text: str) -> Code | Slip:
    """Read what a person typed or pasted (a whole address will do), with or without the name and dashes.

    Case, spaces, dashes and look-alikes do not matter. Returns the code as it is printed, or the slip.
    """
    path = re.split(r"[?#]", text.strip(), maxsplit=1)[0].rstrip("/")
    symbols = _FILLING.sub("", _shown(path.rsplit("/", 1)[-1])).translate(_LOOKS)
    if len(symbols) > LENGTH or symbols == _NAME:
        symbols = symbols.removeprefix(_NAME)
    if not symbols:
        return Slip("empty", Message("Type the code that is printed on the certificate."))
    foreign = next((symbol for symbol in symbols if symbol not in _VALUE), None)
    if foreign is not None:
        message = marked(
            "The character “%(character)s” is not used in our codes. Please compare it with the certificate."
        )
        return Slip("character", Message(message, {"character": foreign}))
    sound = len(symbols) == LENGTH and _sums([_VALUE[symbol] for symbol in symbols]) == _SUMS
    rest = symbols if sound else symbols.removeprefix(_NAME)
    if len(rest) != LENGTH:
        message = marked("A code has %(length)s characters after “CISS”; this one has %(count)s.")
        return Slip("length", Message(message, {"length": LENGTH, "count": len(rest)}))
    if not sound:
        message = marked(
            "There is a typing slip in this code. Please compare each character with the certificate."
        )
        return Slip("check", Message(message))
    return Code(_written(symbols))


def meant(text: str) -> bool:
    """Did somebody type a code, sound or not? Words of a school’s name are none: «Школа № 12», “Gymnasium 12”."""
    groups = [group for group in _FILLING.split(_shown(text.strip())) if group]
    whole = "".join(groups).translate(_LOOKS)
    if whole.startswith(_NAME):
        return True
    if not whole.isalnum() or not any(symbol.isdigit() for symbol in whole):
        return False
    short = len(groups) > 2 and max(map(len, groups)) <= 4
    return short or (len(groups) == 1 and abs(len(whole) - LENGTH) <= 2)


def _shown(text: str) -> str:
    return _SPOKEN.sub(PREFIX, unicodedata.normalize("NFKC", text).upper())


def _sums(values: list[int]) -> tuple[int, int]:
    return sum(values) % _BASE, sum(place * value for place, value in enumerate(values, 1)) % _BASE


def _written(symbols: str) -> str:
    return "-".join((PREFIX, *(symbols[place : place + 4] for place in range(0, LENGTH, 4))))
