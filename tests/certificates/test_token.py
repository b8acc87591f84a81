"""A seal on a PKCS#11 token, tried with SoftHSM: the private key is asked to sign and never read."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric import ec

from certificates import authority, render
from certificates.keys import KeyProblem, KeyStore
from certificates.seal import SealError, examine, seal
from certificates.token import Token
from tests.certificates.conftest import DAY, MOMENT, make_facts
from tests.certificates.tools import run

DRIVERS = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")
DRIVER = next((path for path in DRIVERS if Path(path).exists()), "")
PIN, LABEL = "123456", "ministry seal"


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Token:
    """A token with the ministry's key and certificate on it."""
    pkcs11 = pytest.importorskip("pkcs11")
    if not DRIVER or shutil.which("softhsm2-util") is None:
        pytest.skip("SoftHSM is not installed")
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    # The driver reads this once, when it is loaded.
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    private = ec.generate_private_key(ec.SECP256R1())
    chain = authority.issue(authority.found(DAY, "Ministry", False), private, DAY, "Ministry", False)
    pem = private.private_bytes(ser.Encoding.PEM, ser.PrivateFormat.PKCS8, ser.NoEncryption())
    (folder / "key.pem").write_bytes(pem)
    for words in (
        ("--init-token", "--free", "--label", "ciss", "--so-pin", "87654321", "--pin", PIN),
        (
            "--import",
            str(folder / "key.pem"),
            "--token",
            "ciss",
            "--label",
            LABEL,
            "--id",
            "01",
            "--pin",
            PIN,
        ),
    ):
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
    from pkcs11.util.x509 import decode_x509_certificate

    with pkcs11.lib(DRIVER).get_token(token_label="ciss").open(rw=True, user_pin=PIN) as session:
        for certificate, label in zip(chain, (LABEL, "root"), strict=True):
            attributes = decode_x509_certificate(certificate.public_bytes(ser.Encoding.DER))
            session.create_object({**attributes, pkcs11.Attribute.LABEL: label, pkcs11.Attribute.TOKEN: True})
    return Token(DRIVER, "ciss", PIN)


@pytest.fixture
def store(token: Token, tmp_path: Path) -> KeyStore:
    keys = KeyStore(tmp_path / "keys", "a passphrase for tests", token)
    keys.use_token(LABEL, DAY)
    return keys


def test_a_token_seals_and_everybody_agrees(store: KeyStore, save: Callable[[bytes, str], Path]) -> None:
    sealed = seal(render.pdf(make_facts(), []), store.load("seal"), MOMENT)
    report = examine(sealed, store.trusted_seals())
    assert report.as_issued
    assert report.signer == "Ministry seal"
    said = run("pdfsig", save(sealed, "token.pdf"))
    assert "Total document signed" in said
    assert "Signature is Valid" in said
    changed = bytearray(sealed)
    changed[5000] ^= 1
    assert not examine(bytes(changed), store.trusted_seals()).as_issued


def test_the_whole_chain_is_published_and_nothing_private_is_kept(store: KeyStore) -> None:
    record = store.active("seal")
    assert record.token == LABEL
    assert not record.development
    assert len(store.chain(record.id)) == 2
    assert list(store.folder.glob("*.key")) == []


def test_a_second_document_opens_the_token_again(store: KeyStore) -> None:
    for _ in range(2):
        assert examine(
            seal(render.pdf(make_facts()), store.load("seal"), MOMENT), store.trusted_seals()
        ).as_issued


def test_a_key_that_the_token_lacks_is_refused(token: Token, tmp_path: Path) -> None:
    keys = KeyStore(tmp_path, "a passphrase for tests", token)
    with pytest.raises(KeyProblem, match="labelled"):
        keys.use_token("another", DAY)
    assert keys.records() == ()


def test_without_its_token_nothing_is_sealed(store: KeyStore) -> None:
    with pytest.raises(KeyProblem, match="CISS_PKCS11"):
        KeyStore(store.folder, "a passphrase for tests").load("seal")
    gone = KeyStore(
        store.folder, "a passphrase for tests", Token(DRIVER, f"gone-{secrets.token_hex(2)}", PIN)
    )
    with pytest.raises(SealError, match="cannot be opened"):
        seal(render.pdf(make_facts()), gone.load("seal"), MOMENT)


def test_the_next_key_of_a_token_is_made_there(store: KeyStore) -> None:
    with pytest.raises(KeyProblem, match="--pkcs11"):
        store.rotate("seal", DAY)


def test_a_token_that_is_not_set_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeyProblem, match="CISS_PKCS11_TOKEN"):
        KeyStore(tmp_path, "a passphrase for tests").use_token(LABEL, DAY)


def test_the_pin_is_never_shown() -> None:
    assert "4711" not in repr(Token("driver", "label", "4711"))
