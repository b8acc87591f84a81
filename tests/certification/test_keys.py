"""Signing keys in an operator's hands: made, listed, rotated, declared stolen; development keys stay out of production."""

import json
import sys
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from app import create_app, jobs
from app.certification.keys import known_keys, open_keys, problems, refuse_development_keys, signing_keys
from app.extensions import db
from app.files import files
from certificates.keys import KINDS, KeyProblem
from certificates.proof import ProofError, check
from certificates.seal import examine
from config import Settings, UnsafeSettings
from tests.factories.awards import audit_actions, certify, make_award

DID = "did:web:localhost"


def keys(app: Flask, *words: str, answer: str = "") -> str:
    """What `./ciss keys …` prints."""
    result = app.test_cli_runner().invoke(args=["ciss", "keys", *words], input=answer)
    assert result.exit_code in (0, 1), result.output
    return result.output


def production(settings: Settings) -> Settings:
    return replace(settings, environment="production", demo=False, base_url="https://ciss.test")


def test_outside_production_keys_are_made_at_first_use_and_named_development(app, settings) -> None:
    store = signing_keys()

    assert {record.kind for record in store.records()} == set(KINDS)
    assert all(record.development for record in store.records())
    assert len(known_keys().records()) == 3
    assert oct((settings.data / "keys").stat().st_mode)[-3:] == "700"


def test_production_refuses_to_start_with_development_keys(app, settings, monkeypatch) -> None:
    signing_keys()
    with pytest.raises(UnsafeSettings, match="development"):
        create_app(production(settings))

    monkeypatch.setattr(sys, "argv", ["flask", "ciss", "keys", "create", "all"])
    refuse_development_keys(production(settings))
    assert any("development" in line for line in problems(production(settings)))


def test_production_with_keys_of_its_own_starts_and_one_without_says_what_is_missing(settings) -> None:
    safe = production(settings)
    bare = create_app(safe)
    with bare.app_context(), pytest.raises(KeyProblem, match="keys create seal"):
        signing_keys()
    assert "There is no seal key: ./ciss keys create seal" in problems(safe)

    for kind in KINDS:
        open_keys(safe).create(kind, date(2026, 1, 2))
    with create_app(safe).app_context():
        assert not any(record.development for record in signing_keys().records())
    assert problems(safe) == []


def test_a_wrong_passphrase_is_a_problem_with_a_sentence(app, settings) -> None:
    signing_keys()

    assert "passphrase" in problems(replace(settings, key_passphrase="another passphrase"))[0]


def test_create_and_list_show_every_key_and_what_is_missing(app) -> None:
    assert "There is no jwt key that signs" in keys(app, "list")

    made = keys(app, "create", "seal", "--owner", "Ministry")

    assert "active" in made
    assert "DEVELOPMENT" not in made
    shown = keys(app, "list")
    assert made.split()[0] in shown
    assert "There is no credential key that signs" in shown


def test_after_a_rotation_old_certificates_verify_and_new_ones_carry_the_new_key(app) -> None:
    old = certify(make_award())
    before = json.loads(files().get(old.credential_key))

    keys(app, "rotate", "all")

    store = known_keys()
    check(before, store.publish("credential"), DID)
    assert examine(files().get(old.pdf_key), store.trusted_seals()).as_issued
    after = json.loads(files().get(certify(make_award()).credential_key))
    assert after["proof"][0]["verificationMethod"] != before["proof"][0]["verificationMethod"]
    assert len(store.publish("credential")) == 2


def test_a_stolen_key_is_published_no_more_and_its_certificates_are_made_again(app, client) -> None:
    award = certify(make_award())
    before, index = json.loads(files().get(award.credential_key)), award.status_index
    stolen = known_keys().active("credential").id

    said = keys(app, "compromise", stolen, answer="y\n")

    assert "Certificates to be made again: 1." in said
    db.session.expire_all()
    assert "The certificate is being prepared" in client.get(f"/verify/{award.code}").text
    jobs.run_due()
    db.session.expire_all()
    after = json.loads(files().get(award.credential_key))
    published = known_keys().publish("credential")
    check(after, published, DID)
    with pytest.raises(ProofError):
        check(before, published, DID)
    assert award.status_index == index
    assert audit_actions(award.code) == ["issue-certificate", "issue-again", "issue-certificate"]
    assert stolen not in client.get("/.well-known/did.json").response.get_data(as_text=True)


def test_a_stolen_key_that_does_not_exist_changes_nothing(app) -> None:
    award = certify(make_award())

    assert "There is no key" in keys(app, "compromise", "seal-x", answer="y\n")

    assert award.prepared_at is not None
