"""X.509 for the seal: an own authority where no ministry brings a certificate, and the reading of one that does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

ROOT_YEARS, SEAL_YEARS = 20, 6
PrivateKey = Any


def found(day: date, owner: str, development: bool) -> tuple[PrivateKey, x509.Certificate]:
    """A new self-signed authority; a development one says TEST in its name."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(owner, f"{owner} TEST authority" if development else f"{owner} authority")
    builder = _builder(name, name, key.public_key(), day, ROOT_YEARS)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
    return key, builder.sign(key, hashes.SHA256())


def issue(
    authority: tuple[PrivateKey, x509.Certificate], key: PrivateKey, day: date, owner: str, development: bool
) -> tuple[x509.Certificate, ...]:
    """The chain of a new seal certificate: its own first, the authority last."""
    root_key, root = authority
    name = _name(owner, f"{owner} TEST seal" if development else f"{owner} seal")
    builder = _builder(name, root.subject, key.public_key(), day, SEAL_YEARS)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
    builder = builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
    )
    return builder.sign(root_key, hashes.SHA256()), root


def open_pkcs12(
    data: bytes, passphrase: str, error: type[Exception]
) -> tuple[PrivateKey, tuple[x509.Certificate, ...]]:
    """Key and chain of a PKCS#12 file; raises `error` with a clear sentence."""
    try:
        key, own, others = pkcs12.load_key_and_certificates(data, passphrase.encode())
    except ValueError as problem:
        raise error("The file is not PKCS#12 or its passphrase is wrong.") from problem
    if key is None or own is None:
        raise error("The PKCS#12 file holds no key with a certificate.")
    return key, (own, *others)


def pem(chain: Iterable[x509.Certificate]) -> bytes:
    """Certificates one after another as PEM."""
    return b"".join(certificate.public_bytes(ser.Encoding.PEM) for certificate in chain)


def _name(owner: str, common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, owner),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, public: Any, day: date, years: int
) -> x509.CertificateBuilder:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        # A day of grace: clocks of readers run in every time zone.
        .not_valid_before(start - timedelta(days=1))
        .not_valid_after(start + timedelta(days=366 * years))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(**yes: bool) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: yes.get(name, False) for name in names})
