"""Facts, keys and one issued certificate for everything that is tried on them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from certificates.credential import Issuance
from certificates.did import did_web
from certificates.facts import CertificateFacts, from_json
from certificates.issue import Issued, issue
from certificates.keys import KINDS, KeyStore

DAY = date(2026, 11, 21)
MOMENT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
BASE = "https://ciss.example"
DID = did_web(BASE)
PLAIN: dict[str, Any] = {
    "school": "Gymnasium No. 12",
    "locality": "Polatsk",
    "country": "BY",
    "tier": "gold",
    "language": "en",
    "second_language": "be",
    "issued_on": "2026-11-21",
    "assessed_on": "2026-10-12",
    "expires_on": "2029-11-20",
    "code": "CISS-7K2M-9QXA-44TV",
    "verify_url": f"{BASE}/verify/CISS-7K2M-9QXA-44TV",
    "scheme_version": "1.0",
    "programme": "CISS Belarus",
    "issuer": "CISS International",
    "module_levels": [3, 4, 3, 4, 4],
    "specimen": False,
}


def make_facts(**changes: Any) -> CertificateFacts:
    """Facts of a gold award with some of them changed."""
    return from_json(PLAIN | changes)


def make_keys(folder: Path) -> KeyStore:
    """A development key of each kind."""
    keys = KeyStore(folder, "a passphrase for tests")
    for kind in KINDS:
        keys.create(kind, DAY, development=True)
    return keys


def issuance(index: int = 94567) -> Issuance:
    return Issuance(BASE, DID, f"{BASE}/status/1", index, (("1.1", 4), ("3.1", 4)))


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> KeyStore:
    return make_keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="session")
def issued(keys: KeyStore) -> Issued:
    """One certificate as an award makes it: drawn, signed, attached, sealed."""
    return issue(make_facts(), issuance(), keys, MOMENT)


@pytest.fixture
def save(tmp_path: Path) -> Callable[[bytes, str], Path]:
    """save(bytes, name) → a file that other programs can read."""

    def write(data: bytes, name: str = "certificate.pdf") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write
