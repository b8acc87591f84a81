"""Signing and checking of credentials: Data Integrity `eddsa-rdfc-2022`, and the same credential as a JWT (ES256)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric import ed25519

from certificates.did import base58, from_base58, method_id
from certificates.keys import KeyRecord, LoadedKey
from certificates.linked_data import LinkedDataError, canonical

SUITE = "eddsa-rdfc-2022"


class ProofError(ValueError):
    """The proof does not hold: another key, a changed word, or no proof at all."""


def stamp(moment: datetime) -> str:
    """A moment as credentials write it, in UTC to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sign(document: dict[str, Any], key: LoadedKey, did: str, moment: datetime) -> dict[str, Any]:
    """The document with its proof (a list of one, as 1EdTech’s schema wants); raises LinkedDataError."""
    proof = {
        "type": "DataIntegrityProof",
        "created": stamp(moment),
        "verificationMethod": method_id(did, key.record),
        "cryptosuite": SUITE,
        "proofPurpose": "assertionMethod",
    }
    value = "z" + base58(key.private.sign(_digest(document, proof)))
    return document | {"proof": [proof | {"proofValue": value}]}


def check(document: dict[str, Any], records: Sequence[KeyRecord], did: str) -> KeyRecord:
    """The published key that signed this document; raises ProofError. `records` come from `KeyStore.publish`."""
    bare = dict(document)
    proofs = bare.pop("proof", None)
    if isinstance(proofs, dict):
        proofs = [proofs]
    if not isinstance(proofs, list) or len(proofs) != 1 or not isinstance(proofs[0], dict):
        raise ProofError("The credential must carry exactly one proof.")
    proof = dict(proofs[0])
    value = str(proof.pop("proofValue", ""))
    if (proof.get("cryptosuite"), proof.get("proofPurpose")) != (SUITE, "assertionMethod"):
        raise ProofError("The proof is of another kind.")
    for record in records:
        if proof.get("verificationMethod") == method_id(did, record):
            _verify(bare, proof, value, record)
            return record
    raise ProofError("The proof names a key that we do not publish.")


def _verify(document: dict[str, Any], proof: dict[str, Any], value: str, record: KeyRecord) -> None:
    key = ser.load_pem_public_key(record.public.encode())
    if not isinstance(key, ed25519.Ed25519PublicKey) or not value.startswith("z"):
        raise ProofError("The proof is of another kind.")
    try:
        key.verify(from_base58(value[1:]), _digest(document, proof))
    except (InvalidSignature, LinkedDataError, ValueError) as error:
        raise ProofError("The credential was changed after it was signed.") from error


def _digest(document: dict[str, Any], proof: dict[str, Any]) -> bytes:
    config = {"@context": document.get("@context")} | proof
    return hashlib.sha256(canonical(config)).digest() + hashlib.sha256(canonical(document)).digest()


def as_jwt(document: dict[str, Any], key: LoadedKey, did: str) -> str:
    """The credential without its proof as a JWT; the validity is said in both ways."""
    from joserfc import jws
    from joserfc.jwk import ECKey

    bare = {name: value for name, value in document.items() if name != "proof"}
    claims = {"iss": did, "nbf": _seconds(bare["validFrom"])}
    if "validUntil" in bare:
        claims["exp"] = _seconds(bare["validUntil"])
    header = {"alg": "ES256", "typ": "vc+jwt", "cty": "vc", "kid": method_id(did, key.record)}
    payload = json.dumps(bare | claims, ensure_ascii=False, separators=(",", ":"))
    return str(jws.serialize_compact(header, payload, ECKey.import_key(key.private), algorithms=["ES256"]))


def check_jwt(token: str, records: Sequence[KeyRecord], did: str) -> dict[str, Any]:
    """The credential inside a JWT of ours; raises ProofError."""
    from joserfc import jws
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey

    try:
        name = jws.extract_compact(token.encode()).headers().get("kid")
        for record in records:
            if name == method_id(did, record):
                key = ECKey.import_key(record.public)
                payload = jws.deserialize_compact(token, key, algorithms=["ES256"]).payload
                loaded: dict[str, Any] = json.loads(payload)
                return loaded
    except (JoseError, ValueError) as error:
        raise ProofError("The token was changed after it was signed, or is none.") from error
    raise ProofError("The token names a key that we do not publish.")


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())
