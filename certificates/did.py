"""The issuer's identity: did:web, its document, and the two ways in which public keys are written in it."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from certificates.keys import KeyRecord

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"


def did_web(base_url: str) -> str:
    """https://ciss.example → did:web:ciss.example; a port is written %3A, a path with colons."""
    parts = urlsplit(base_url)
    return ":".join(["did:web", parts.netloc.replace(":", "%3A"), *filter(None, parts.path.split("/"))])


def base58(data: bytes) -> str:
    """Bitcoin's base 58, which the multibase prefix z announces."""
    number, text = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, 58)
        text = _ALPHABET[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def from_base58(text: str) -> bytes:
    """The bytes again; raises ValueError for a letter outside the alphabet."""
    number = 0
    for char in text:
        number = number * 58 + _ALPHABET.index(char)
    body = number.to_bytes((number.bit_length() + 7) // 8)
    return b"\0" * (len(text) - len(text.lstrip("1"))) + body


def multikey(record: KeyRecord) -> str:
    """An Ed25519 public key as Multikey."""
    key = ser.load_pem_public_key(record.public.encode())
    if not isinstance(key, ed25519.Ed25519PublicKey):
        raise ValueError(f"The key {record.id} is not Ed25519.")
    return "z" + base58(_ED25519 + key.public_bytes(ser.Encoding.Raw, ser.PublicFormat.Raw))


def jwk(record: KeyRecord) -> dict[str, str]:
    """A P-256 public key as JSON Web Key."""
    key = ser.load_pem_public_key(record.public.encode())
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise ValueError(f"The key {record.id} is not P-256.")
    numbers = key.public_numbers()
    x, y = (urlsafe_b64encode(n.to_bytes(32)).rstrip(b"=").decode() for n in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": record.id, "alg": "ES256", "use": "sig"}


def method_id(did: str, record: KeyRecord) -> str:
    """The address of a key inside the document."""
    return f"{did}#{record.id}"


def did_document(
    did: str, credential_keys: Sequence[KeyRecord], jwt_keys: Sequence[KeyRecord]
) -> dict[str, Any]:
    """The document for /.well-known/did.json: active and retired keys (`KeyStore.publish`), never compromised ones."""
    methods: list[dict[str, Any]] = [
        {"id": method_id(did, r), "type": "Multikey", "controller": did, "publicKeyMultibase": multikey(r)}
        for r in credential_keys
    ]
    methods += [
        {"id": method_id(did, r), "type": "JsonWebKey", "controller": did, "publicKeyJwk": jwk(r)}
        for r in jwt_keys
    ]
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/jwk/v1",
        ],
        "id": did,
        "verificationMethod": methods,
        # As plain strings: verifiers compare them to the proof's own.
        "assertionMethod": [method["id"] for method in methods],
    }
