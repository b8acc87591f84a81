"""Keys that certificates rest on: three kinds, apart from each other and from the database.

`seal` (P-256 with an X.509 certificate) signs PDFs, `credential` (Ed25519) signs credentials, `jwt` (P-256) signs their
JWT form. Private keys lie in a folder as encrypted PKCS#8; `index.json` beside them holds what may be public. A
rotated key stays published, so that what it signed keeps verifying; a compromised key is destroyed and published no more.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509 import Certificate, load_pem_x509_certificates

from certificates import authority
from certificates.token import Token, TokenError, TokenKey

KINDS = ("seal", "credential", "jwt")
PrivateKey = Any


class KeyProblem(RuntimeError):
    """A key is missing, unreadable or of no known kind; the message says what to do."""


@dataclass(frozen=True)
class KeyRecord:
    """What may be known of a key. State: active (signs), retired (still verifies), compromised (neither)."""

    id: str
    kind: str
    state: str
    created: str
    development: bool
    public: str
    ended: str = ""
    token: str = ""  # label on a PKCS#11 token; "" for a key in a file


@dataclass(frozen=True)
class LoadedKey:
    """A key ready to sign; `chain` (own certificate first) only for kind seal."""

    record: KeyRecord
    private: PrivateKey
    chain: tuple[Certificate, ...] = ()


def is_development(key: KeyRecord | LoadedKey) -> bool:
    """Whether production must refuse this key."""
    return (key.record if isinstance(key, LoadedKey) else key).development


class KeyStore:
    """The keys in one folder, opened with one passphrase. Days are given, never read from a clock."""

    def __init__(self, folder: Path, passphrase: str, token: Token | None = None) -> None:
        self.folder = Path(folder)
        self.token = token
        self._passphrase = passphrase.encode()
        self._loaded: dict[str, LoadedKey] = {}
        if not passphrase:
            raise KeyProblem("The passphrase for the keys is empty: set it in the settings.")

    def create(self, kind: str, day: date, development: bool = False, owner: str = "CISS") -> KeyRecord:
        """Make a key and let it sign from now on; the one before is retired. `owner` names the seal's certificate."""
        if kind not in KINDS:
            raise KeyProblem(f"“{kind}” is no kind of key; kinds are {', '.join(KINDS)}.")
        self._same_passphrase()
        private: PrivateKey
        private = (
            ed25519.Ed25519PrivateKey.generate()
            if kind == "credential"
            else ec.generate_private_key(ec.SECP256R1())
        )
        identity = f"{kind}-{day.isoformat()}-{secrets.token_hex(3)}"
        if kind == "seal":
            chain = authority.issue(
                self._authority(day, development, owner), private, day, owner, development
            )
            self._write(f"{identity}.crt", authority.pem(chain))
        return self._add(identity, kind, private, day, development)

    def import_seal(self, pkcs12: bytes, passphrase: str, day: date) -> KeyRecord:
        """Take a ministry's own seal certificate (PKCS#12, its key and chain) as the active seal; raises KeyProblem."""
        self._same_passphrase()
        private, chain = authority.open_pkcs12(pkcs12, passphrase, KeyProblem)
        identity = f"seal-{day.isoformat()}-{secrets.token_hex(3)}"
        self._write(f"{identity}.crt", authority.pem(chain))
        return self._add(identity, "seal", private, day, development=False)

    def use_token(self, label: str, day: date) -> KeyRecord:
        """Let the key of this label on the PKCS#11 token seal from now on; raises KeyProblem. Nothing of it is copied."""
        if self.token is None:
            raise KeyProblem("No token is set: CISS_PKCS11, CISS_PKCS11_TOKEN and CISS_PKCS11_PIN.")
        try:
            chain = self.token.chain(label)
        except TokenError as error:
            raise KeyProblem(str(error)) from error
        identity = f"seal-{day.isoformat()}-{secrets.token_hex(3)}"
        self._write(f"{identity}.crt", authority.pem(chain))
        record = KeyRecord(identity, "seal", "active", day.isoformat(), False, _public(chain[0]), token=label)
        return self._take_over(record, day)

    def records(self) -> tuple[KeyRecord, ...]:
        """Every key there ever was, oldest first."""
        path = self.folder / "index.json"
        if not path.exists():
            return ()
        return tuple(KeyRecord(**entry) for entry in json.loads(path.read_text(encoding="utf-8")))

    def rotate(self, kind: str, day: date, owner: str = "CISS") -> KeyRecord:
        """A new key of the same kind takes over; the old one goes on verifying what it signed."""
        present = self.active(kind)
        if present.token:
            raise KeyProblem(
                "This seal is on a token: put the next key there, then `keys create seal --pkcs11 LABEL`."
            )
        if kind == "seal" and not self._own(present.id):
            raise KeyProblem(
                "This seal was brought from outside: bring the next one with `keys create seal --pkcs12 FILE`."
            )
        return self.create(kind, day, development=present.development, owner=owner)

    def compromise(self, identity: str, day: date) -> KeyRecord:
        """Destroy a key and publish it no more; everything that it signed must be issued again."""
        records = {record.id: record for record in self.records()}
        if identity not in records:
            raise KeyProblem(f"There is no key “{identity}”; `keys list` shows them.")
        ended = replace(records[identity], state="compromised", ended=day.isoformat())
        self._save([ended if record.id == identity else record for record in self.records()])
        (self.folder / f"{identity}.key").unlink(missing_ok=True)
        self._loaded.pop(identity, None)
        return ended

    def active(self, kind: str) -> KeyRecord:
        """The key that signs now; raises KeyProblem when there is none."""
        for record in self.records():
            if record.kind == kind and record.state == "active":
                return record
        raise KeyProblem(f"There is no active {kind} key: make one with `keys create {kind}`.")

    def load(self, kind: str) -> LoadedKey:
        """The active key of a kind, parsed once and kept; raises KeyProblem when missing or the passphrase is wrong."""
        record = self.active(kind)
        if record.token:
            if self.token is None:
                raise KeyProblem(
                    f"The key {record.id} is on a token: set CISS_PKCS11 and what belongs to it."
                )
            return LoadedKey(record, TokenKey(self.token, record.token), self.chain(record.id))
        if record.id not in self._loaded:
            data = (self.folder / f"{record.id}.key").read_bytes()
            try:
                private = ser.load_pem_private_key(data, self._passphrase)
            except (TypeError, ValueError) as error:
                raise KeyProblem(f"The passphrase does not open the key {record.id}.") from error
            chain = self.chain(record.id) if kind == "seal" else ()
            self._loaded[record.id] = LoadedKey(record, private, chain)
        return self._loaded[record.id]

    def chain(self, identity: str) -> tuple[Certificate, ...]:
        """Certificates of a seal key, its own first."""
        return tuple(load_pem_x509_certificates((self.folder / f"{identity}.crt").read_bytes()))

    def publish(self, kind: str) -> tuple[KeyRecord, ...]:
        """Keys that anyone may verify with: the active one and the retired, never a compromised one."""
        return tuple(r for r in self.records() if r.kind == kind and r.state != "compromised")

    def trusted_seals(self) -> tuple[Certificate, ...]:
        """The own certificates of all published seals: a PDF is ours only when one of them signed it."""
        return tuple(self.chain(record.id)[0] for record in self.publish("seal"))

    def _same_passphrase(self) -> None:
        """Every file of keys opens with one passphrase; a new one under another would stop the whole installation."""
        for record in self.records():
            if record.state == "active" and (self.folder / f"{record.id}.key").exists():
                self.load(record.kind)

    def _own(self, identity: str) -> bool:
        """Was this seal made here, under an authority of this folder?"""
        roots = [self.folder / f"{name}.crt" for name in ("authority", "authority-test")]
        known = [load_pem_x509_certificates(root.read_bytes())[0] for root in roots if root.exists()]
        return self.chain(identity)[0].issuer in [one.subject for one in known]

    def _add(self, identity: str, kind: str, private: PrivateKey, day: date, development: bool) -> KeyRecord:
        encryption = ser.BestAvailableEncryption(self._passphrase)
        self._write(
            f"{identity}.key", private.private_bytes(ser.Encoding.PEM, ser.PrivateFormat.PKCS8, encryption)
        )
        return self._take_over(
            KeyRecord(identity, kind, "active", day.isoformat(), development, _public(private)), day
        )

    def _take_over(self, record: KeyRecord, day: date) -> KeyRecord:
        self._save([*(self._retired(old, record.kind, day) for old in self.records()), record])
        return record

    @staticmethod
    def _retired(old: KeyRecord, kind: str, day: date) -> KeyRecord:
        if (old.kind, old.state) != (kind, "active"):
            return old
        return replace(old, state="retired", ended=day.isoformat())

    def _authority(self, day: date, development: bool, owner: str) -> tuple[PrivateKey, Certificate]:
        """The folder's own authority for seals, made on first use; the TEST one never mixes with the other."""
        name = "authority-test" if development else "authority"
        key_path, certificate_path = self.folder / f"{name}.key", self.folder / f"{name}.crt"
        if not key_path.exists():
            private, certificate = authority.found(day, owner, development)
            encryption = ser.BestAvailableEncryption(self._passphrase)
            self._write(f"{name}.crt", authority.pem((certificate,)))
            self._write(
                f"{name}.key", private.private_bytes(ser.Encoding.PEM, ser.PrivateFormat.PKCS8, encryption)
            )
        private = ser.load_pem_private_key(key_path.read_bytes(), self._passphrase)
        return private, load_pem_x509_certificates(certificate_path.read_bytes())[0]

    def _save(self, records: list[KeyRecord]) -> None:
        self._write("index.json", json.dumps([asdict(record) for record in records], indent=1).encode())

    def _write(self, name: str, data: bytes) -> None:
        """Whole or not at all, readable by the owner alone."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = self.folder / f".{name}.{secrets.token_hex(4)}"
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.folder / name)


def _public(holder: Any) -> str:
    """The public key of a private key or a certificate as PEM."""
    encoded: bytes = holder.public_key().public_bytes(ser.Encoding.PEM, ser.PublicFormat.SubjectPublicKeyInfo)
    return encoded.decode()
