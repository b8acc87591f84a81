"""Keys: three kinds, encrypted, apart from the database; rotated without harm, destroyed when compromised."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12

from certificates import authority, render
from certificates.issue import issue
from certificates.keys import KINDS, KeyProblem, KeyStore, is_development
from certificates.seal import examine, seal
from tests.certificates.conftest import DAY, MOMENT, issuance, make_facts, make_keys


def test_each_kind_has_its_own_key(keys: KeyStore) -> None:
    assert {record.kind for record in keys.records()} == set(KINDS)
    assert len({record.public for record in keys.records()}) == 3


def test_private_keys_are_encrypted_and_for_the_owner_alone(keys: KeyStore) -> None:
    files = sorted(keys.folder.glob("*.key"))
    assert len(files) == 4
    for path in files:
        assert b"BEGIN ENCRYPTED PRIVATE KEY" in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0
    assert keys.folder.stat().st_mode & 0o077 == 0
    assert b"PRIVATE" not in (keys.folder / "index.json").read_bytes()


def test_a_wrong_passphrase_is_told(keys: KeyStore) -> None:
    with pytest.raises(KeyProblem, match="passphrase does not open"):
        KeyStore(keys.folder, "another").load("jwt")


def test_an_empty_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyProblem, match="empty"):
        KeyStore(tmp_path, "")


def test_a_missing_key_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(KeyProblem, match="keys create seal"):
        KeyStore(tmp_path, "p").load("seal")


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyProblem, match="no kind of key"):
        KeyStore(tmp_path, "p").create("ssh", DAY)


def test_rotation_retires_the_old_key_and_keeps_it_published(tmp_path: Path) -> None:
    keys = make_keys(tmp_path)
    old = keys.active("credential")
    new = keys.rotate("credential", DAY)
    assert keys.active("credential") == new
    assert [(r.id, r.state) for r in keys.publish("credential")] == [(old.id, "retired"), (new.id, "active")]
    assert keys.load("credential").record == new
    assert new.development


def test_a_compromised_key_is_destroyed(tmp_path: Path) -> None:
    keys = make_keys(tmp_path)
    old = keys.active("jwt")
    ended = keys.compromise(old.id, DAY)
    assert (ended.state, ended.ended) == ("compromised", "2026-11-21")
    assert not (tmp_path / f"{old.id}.key").exists()
    assert keys.publish("jwt") == ()
    with pytest.raises(KeyProblem, match="no active jwt key"):
        keys.load("jwt")
    with pytest.raises(KeyProblem, match="no key “nonsense”"):
        keys.compromise("nonsense", DAY)


def test_development_keys_say_so_and_stay_apart(tmp_path: Path) -> None:
    keys = make_keys(tmp_path)
    assert all(map(is_development, keys.records()))
    assert is_development(keys.load("seal"))
    real = keys.create("seal", DAY)
    assert not is_development(real)
    subjects = [certificate.subject.rfc4514_string() for certificate in keys.chain(real.id)]
    assert not any("TEST" in subject for subject in subjects)
    assert "TEST" in keys.chain(keys.publish("seal")[0].id)[0].subject.rfc4514_string()


def test_a_development_key_always_makes_a_specimen(tmp_path: Path) -> None:
    keys = make_keys(tmp_path)
    assert issue(make_facts(specimen=False), issuance(), keys, MOMENT).specimen
    for kind in KINDS:
        keys.create(kind, DAY)
    assert not issue(make_facts(specimen=False), issuance(), keys, MOMENT).specimen


@pytest.mark.parametrize("owner", ["Ministry of Education", "Міністэрства адукацыі"])
def test_a_ministry_brings_its_own_seal(owner: str, tmp_path: Path) -> None:
    root = authority.found(DAY, owner, development=False)
    private = ec.generate_private_key(ec.SECP256R1())
    own, ca = authority.issue(root, private, DAY, owner, development=False)
    data = pkcs12.serialize_key_and_certificates(
        b"seal", private, own, [ca], ser.BestAvailableEncryption(b"their own")
    )
    keys = KeyStore(tmp_path, "ours")
    with pytest.raises(KeyProblem, match="passphrase is wrong"):
        keys.import_seal(data, "guess", DAY)
    record = keys.import_seal(data, "their own", DAY)
    assert not record.development
    report = examine(seal(render.pdf(make_facts()), keys.load("seal"), MOMENT), keys.trusted_seals())
    assert report.as_issued
    assert report.signer == f"{owner} seal"
    with pytest.raises(KeyProblem, match="brought from outside"):
        keys.rotate("seal", DAY)


def test_no_key_is_made_under_another_passphrase(tmp_path: Path) -> None:
    made = make_keys(tmp_path).records()
    stranger = KeyStore(tmp_path, "not the passphrase of this folder")
    for change in (lambda: stranger.create("jwt", DAY), lambda: stranger.rotate("credential", DAY)):
        with pytest.raises(KeyProblem, match="does not open the key"):
            change()
    assert stranger.records() == made
