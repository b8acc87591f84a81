"""A seal whose private key never leaves a PKCS#11 token (smart card, HSM): asked to sign, never read.

Needs python-pkcs11 (the extra `pkcs11`), imported when the first document is sealed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric import ec


class TokenError(RuntimeError):
    """The token is out of reach, or holds no such key; the message says what to do."""


@dataclass(frozen=True)
class Token:
    """Where keys are: the driver's file, the token's label, the PIN."""

    module: str
    label: str
    pin: str = field(repr=False)

    @contextmanager
    def session(self) -> Iterator[Any]:
        """An open session, closed afterwards: a token that was pulled out is found again at the next document."""
        try:
            from pyhanko.config.pkcs11 import TokenCriteria
            from pyhanko.sign.pkcs11 import open_pkcs11_session
        except ImportError as error:
            raise TokenError("A seal on a token needs python-pkcs11: install the extra “pkcs11”.") from error
        try:
            session = open_pkcs11_session(
                self.module, token_criteria=TokenCriteria(label=self.label), user_pin=self.pin
            )
        except Exception as error:  # every driver raises its own
            reason = str(error) or type(error).__name__
            raise TokenError(f"The token “{self.label}” cannot be opened: {reason}") from error
        try:
            yield session
        finally:
            session.close()

    def chain(self, key: str) -> tuple[x509.Certificate, ...]:
        """The certificate with this label, and those on the token that it follows from, its own first."""
        with self.session() as session:
            from pkcs11 import Attribute, ObjectClass

            wanted = {Attribute.CLASS: ObjectClass.CERTIFICATE}
            found = [
                (one[Attribute.LABEL], bytes(one[Attribute.VALUE])) for one in session.get_objects(wanted)
            ]
            keys = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.LABEL: key}))
        own = [value for label, value in found if label == key]
        if len(own) != 1 or len(keys) != 1:
            raise TokenError(
                f"The token “{self.label}” must hold one key and one certificate labelled “{key}”."
            )
        others = [x509.load_der_x509_certificate(value) for label, value in found if label != key]
        return _path(x509.load_der_x509_certificate(own[0]), others)

    @contextmanager
    def signer(self, key: str, chain: Sequence[x509.Certificate]) -> Iterator[Any]:
        """A pyHanko signer for one document."""
        with self.session() as session:
            from asn1crypto.x509 import Certificate
            from pyhanko.sign.pkcs11 import PKCS11Signer

            certificates = [Certificate.load(one.public_bytes(ser.Encoding.DER)) for one in chain]
            # Many tokens sign a digest with an elliptic curve, but do not make the digest themselves.
            raw = isinstance(chain[0].public_key(), ec.EllipticCurvePublicKey)
            yield PKCS11Signer(
                session,
                signing_cert=certificates[0],
                ca_chain=set(certificates[1:]),
                key_label=key,
                use_raw_mechanism=raw,
            )


@dataclass(frozen=True)
class TokenKey:
    """Stands where a private key stands otherwise."""

    token: Token
    label: str


def _path(own: x509.Certificate, others: Sequence[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    path = [own]
    while path[-1].issuer != path[-1].subject:
        following = next((one for one in others if one.subject == path[-1].issuer and one not in path), None)
        if following is None:
            break
        path.append(following)
    return tuple(path)
