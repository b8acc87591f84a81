"""Which credentials are revoked: a Bitstring Status List, large enough that an index tells nothing about a school."""

from __future__ import annotations

import gzip
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection
from datetime import datetime
from typing import Any

from certificates.keys import LoadedKey
from certificates.linked_data import CREDENTIALS
from certificates.proof import sign, stamp

SIZE = 131_072


def free_index(taken: Collection[int]) -> int:
    """A random index that no credential has; raises ValueError when the list is nine tenths full."""
    if len(taken) >= SIZE * 9 // 10:
        raise ValueError("The status list is full: begin another.")
    while (index := secrets.randbelow(SIZE)) in taken:
        pass
    return index


def encode(revoked: Collection[int]) -> str:
    """The list as compressed multibase text, the first index in the highest bit; the same set gives the same text."""
    bits = bytearray(SIZE // 8)
    for index in revoked:
        if not 0 <= index < SIZE:
            raise ValueError(f"{index} is not an index of the status list.")
        bits[index // 8] |= 0x80 >> index % 8
    return "u" + urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def is_revoked(encoded: str, index: int) -> bool:
    """Whether the bit of an index is set."""
    text = encoded.removeprefix("u")
    bits = gzip.decompress(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return bool(bits[index // 8] & 0x80 >> index % 8)


def status_list(
    url: str, revoked: Collection[int], key: LoadedKey, did: str, moment: datetime
) -> dict[str, Any]:
    """The signed credential served at `url`."""
    document = {
        "@context": [CREDENTIALS],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did,
        "validFrom": stamp(moment),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode(revoked),
        },
    }
    return sign(document, key, did, moment)
