"""What anybody may read of this installation's keys: the issuer's identity, revocations, the seal's certificates."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives import hashes
from flask import current_app

from app import clock
from app.certification.issuing import STATUS_LIST
from app.certification.keys import known_keys, signing_keys
from certificates.authority import pem
from certificates.did import did_document, did_web
from certificates.keys import KeyStore, LoadedKey

__all__ = ["STATUS_LIST", "Seal", "chain", "did", "identity", "revocations", "seals"]


@dataclass(frozen=True)
class Seal:
    """One published seal certificate; `fingerprint` is SHA-256 in pairs of hexadecimal digits."""

    id: str
    state: str
    subject: str
    authority: str
    valid_from: date
    valid_until: date
    fingerprint: str
    development: bool


def did() -> str:
    """The issuer's identity as credentials name it."""
    return did_web(current_app.config["SETTINGS"].base_url)


def identity() -> dict[str, Any]:
    """The document of /.well-known/did.json: keys that sign and keys that only verify any more."""
    store = known_keys()
    return did_document(did(), store.publish("credential"), store.publish("jwt"))


def revocations(revoked: tuple[int, ...]) -> dict[str, Any]:
    """The signed status list with these places set; signed anew only when the set or the key changes."""
    url = f"{current_app.config['SETTINGS'].base_url}/status/{STATUS_LIST}"
    return _signed(url, revoked, signing_keys().load("credential"), did())


@lru_cache(maxsize=4)
def _signed(url: str, revoked: tuple[int, ...], key: LoadedKey, issuer: str) -> dict[str, Any]:
    from certificates.status_list import status_list

    return status_list(url, revoked, key, issuer, clock.now())


def seals() -> tuple[Seal, ...]:
    """The certificates that our PDFs are sealed with, newest first."""
    store = known_keys()
    return tuple(
        _seal(store, record.id, record.state, record.development) for record in store.publish("seal")
    )[::-1]


def _seal(store: KeyStore, identity: str, state: str, development: bool) -> Seal:
    own = store.chain(identity)[0]
    return Seal(
        id=identity,
        state=state,
        subject=own.subject.rfc4514_string(),
        authority=own.issuer.rfc4514_string(),
        valid_from=own.not_valid_before_utc.date(),
        valid_until=own.not_valid_after_utc.date(),
        fingerprint=own.fingerprint(hashes.SHA256()).hex(":").upper(),
        development=development,
    )


def chain(identity: str) -> bytes | None:
    """A published seal's certificate and chain as PEM; None for any other name."""
    store = known_keys()
    if identity not in {record.id for record in store.publish("seal")}:
        return None
    return pem(store.chain(identity))
