"""The credential: true to the facts, signed as a whole, refused when a word is not defined, never fetched."""

import json
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from certificates import linked_data
from certificates.credential import achievement, credential, signed, signed_jwt
from certificates.did import base58, did_document, did_web, from_base58
from certificates.facts import LANGUAGES
from certificates.issue import Issued
from certificates.keys import KeyStore
from certificates.linked_data import LinkedDataError, canonical
from certificates.proof import ProofError, check, check_jwt, sign
from tests.certificates.conftest import DAY, DID, MOMENT, issuance, make_facts, make_keys
from tests.certificates.tools import run


def document(issued: Issued) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(issued.credential)
    return loaded


def test_the_credential_says_what_the_certificate_says(issued: Issued) -> None:
    made = document(issued)
    subject = made["credentialSubject"]
    assert made["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert (made["validFrom"], made["validUntil"]) == ("2026-11-21T00:00:00Z", "2029-11-20T23:59:59Z")
    assert subject["identifier"][0]["identityHash"] == "Gymnasium No. 12"
    assert subject["achievement"]["achievementType"] == "QualityAssuranceCredential"
    assert [result["value"] for result in subject["result"]] == ["3", "4", "3", "4", "4"]
    assert made["credentialStatus"]["statusListIndex"] == "94567"
    assert isinstance(made["proof"], list)
    assert "not a guarantee" in made["description"]


def test_evidence_names_criteria_and_levels_and_no_person() -> None:
    made = credential(make_facts(decided_by="panel"), issuance())
    (evidence,) = made["evidence"]
    assert "3.1: 4" in evidence["narrative"]
    assert set(evidence) == {"type", "name", "narrative"}


def test_a_published_key_verifies_it(issued: Issued, keys: KeyStore) -> None:
    assert check(document(issued), keys.publish("credential"), DID) == keys.active("credential")


def changed_name(made: dict[str, Any]) -> None:
    made["name"] = "Another"


def changed_level(made: dict[str, Any]) -> None:
    made["credentialSubject"]["result"][0]["value"] = "4"


def changed_school(made: dict[str, Any]) -> None:
    made["credentialSubject"]["identifier"][0]["identityHash"] = "Another school"


def changed_date(made: dict[str, Any]) -> None:
    made["validUntil"] = "2036-11-20T23:59:59Z"


def changed_proof_date(made: dict[str, Any]) -> None:
    made["proof"][0]["created"] = "2026-11-22T10:30:00Z"


def changed_signature(made: dict[str, Any]) -> None:
    value = made["proof"][0]["proofValue"]
    made["proof"][0]["proofValue"] = value[:-1] + ("2" if value[-1] != "2" else "3")


def without_proof(made: dict[str, Any]) -> None:
    del made["proof"]


def two_proofs(made: dict[str, Any]) -> None:
    made["proof"] *= 2


def added_term(made: dict[str, Any]) -> None:
    made["honours"] = "the best school"


def strange_key(made: dict[str, Any]) -> None:
    made["proof"][0]["verificationMethod"] = f"{DID}#another"


def other_suite(made: dict[str, Any]) -> None:
    made["proof"][0]["cryptosuite"] = "eddsa-jcs-2022"


@pytest.mark.parametrize(
    "change",
    [
        changed_name,
        changed_level,
        changed_school,
        changed_date,
        changed_proof_date,
        changed_signature,
        without_proof,
        two_proofs,
        added_term,
        strange_key,
        other_suite,
    ],
)
def test_every_change_is_seen(
    change: Callable[[dict[str, Any]], None], issued: Issued, keys: KeyStore
) -> None:
    made = deepcopy(document(issued))
    change(made)
    with pytest.raises(ProofError):
        check(made, keys.publish("credential"), DID)


def test_an_undefined_term_is_never_signed(keys: KeyStore) -> None:
    made = credential(make_facts(), issuance())
    made["credentialSubject"]["achievement"]["rank"] = "1"
    with pytest.raises(LinkedDataError, match="No context defines: rank"):
        sign(made, keys.load("credential"), DID, MOMENT)


def test_an_undefined_type_is_never_signed(keys: KeyStore) -> None:
    made = credential(make_facts(), issuance())
    made["type"].append("BestSchoolCredential")
    with pytest.raises(LinkedDataError, match="BestSchoolCredential"):
        sign(made, keys.load("credential"), DID, MOMENT)


@pytest.mark.parametrize("context", ["https://example.org/context", {"name": "https://schema.org/name"}])
def test_a_foreign_context_is_refused(context: Any) -> None:
    made = credential(make_facts(), issuance())
    made["@context"].append(context)
    with pytest.raises(LinkedDataError):
        canonical(made)


def test_a_changed_bundled_context_stops_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for path in linked_data.FOLDER.glob("*.jsonld"):
        (tmp_path / path.name).write_bytes(path.read_bytes() + b" ")
    monkeypatch.setattr(linked_data, "FOLDER", tmp_path)
    linked_data.context.cache_clear()
    with pytest.raises(LinkedDataError, match="was changed"):
        linked_data.context(linked_data.CREDENTIALS)
    linked_data.context.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_can_be_signed_in_each_language(language: str, keys: KeyStore) -> None:
    data = signed(
        make_facts(language=language, second_language=""), issuance(), keys.load("credential"), MOMENT
    )
    check(json.loads(data), keys.publish("credential"), DID)


def test_the_same_facts_give_the_same_credential(issued: Issued, keys: KeyStore) -> None:
    facts = make_facts(specimen=True)
    assert signed(facts, issuance(), keys.load("credential"), MOMENT) == issued.credential


def test_it_lies_in_the_pdf_byte_for_byte(
    issued: Issued, save: Callable[[bytes, str], Path], tmp_path: Path
) -> None:
    with pikepdf.open(BytesIO(issued.pdf)) as pdf:
        attachment = pdf.attachments["credential.json"]
        assert attachment.get_file().read_bytes() == issued.credential
        assert str(attachment.obj.AFRelationship) == "/Data"
        assert attachment.get_file().mime_type == "application/json"
    run("pdfdetach", "-save", "1", "-o", tmp_path / "out.json", save(issued.pdf, "c.pdf"))
    assert (tmp_path / "out.json").read_bytes() == issued.credential


def test_the_token_says_the_same_and_cannot_be_changed(issued: Issued, keys: KeyStore) -> None:
    claims = check_jwt(issued.jwt, keys.publish("jwt"), DID)
    bare = {name: value for name, value in document(issued).items() if name != "proof"}
    assert {name: claims[name] for name in bare} == bare
    assert claims["iss"] == DID
    assert "jti" not in claims
    head, body, signature = issued.jwt.split(".")
    for forged in (
        f"{head}.{body}.{signature[:-8]}AAAAAAAA",
        f"{head}.{body[:-4]}AAAA.{signature}",
        "a.b.c",
        "",
    ):
        with pytest.raises(ProofError):
            check_jwt(forged, keys.publish("jwt"), DID)


def test_a_token_without_a_signature_is_refused(issued: Issued, keys: KeyStore) -> None:
    from base64 import urlsafe_b64encode

    kid = f"{DID}#{keys.active('jwt').id}"
    head = urlsafe_b64encode(json.dumps({"alg": "none", "kid": kid}).encode()).rstrip(b"=").decode()
    with pytest.raises(ProofError):
        check_jwt(f"{head}.{issued.jwt.split('.')[1]}.", keys.publish("jwt"), DID)


def test_the_identity_document_names_its_keys(keys: KeyStore) -> None:
    made = did_document(DID, keys.publish("credential"), keys.publish("jwt"))
    assert [method["type"] for method in made["verificationMethod"]] == ["Multikey", "JsonWebKey"]
    assert made["assertionMethod"] == [method["id"] for method in made["verificationMethod"]]
    assert {method["controller"] for method in made["verificationMethod"]} == {made["id"]} == {DID}


def test_a_compromised_key_verifies_nothing(tmp_path: Path) -> None:
    keys = make_keys(tmp_path)
    old = keys.load("credential")
    made = json.loads(signed(make_facts(), issuance(), old, MOMENT))
    keys.rotate("credential", DAY)
    assert check(made, keys.publish("credential"), DID).state == "retired"
    keys.compromise(old.record.id, DAY)
    with pytest.raises(ProofError, match="do not publish"):
        check(made, keys.publish("credential"), DID)
    ids = [method["id"] for method in did_document(DID, keys.publish("credential"), ())["verificationMethod"]]
    assert f"{DID}#{old.record.id}" not in ids


@pytest.mark.parametrize(
    ("url", "did"),
    [
        ("https://ciss.example", "did:web:ciss.example"),
        ("http://localhost:8000", "did:web:localhost%3A8000"),
        ("https://ciss.example/by/", "did:web:ciss.example:by"),
    ],
)
def test_the_identity_follows_from_the_address(url: str, did: str) -> None:
    assert did_web(url) == did


@pytest.mark.parametrize("data", [b"", b"\0\0a", b"hello world", bytes(range(256))])
def test_base_58_returns_what_it_was_given(data: bytes) -> None:
    assert from_base58(base58(data)) == data


def test_base_58_agrees_with_the_published_example() -> None:
    assert base58(b"Hello World!") == "2NEpo7TZRRrLZSi2U"


def test_the_achievement_is_the_same_for_every_school() -> None:
    one, other = (credential(make_facts(school=name), issuance()) for name in ("A", "B"))
    assert one["credentialSubject"]["achievement"] == other["credentialSubject"]["achievement"]
    assert achievement("gold", "1.0", "en", "https://ciss.example")["id"].endswith("/achievements/gold-1.0")


def test_the_token_is_made_from_the_same_facts(issued: Issued, keys: KeyStore) -> None:
    again = signed_jwt(make_facts(specimen=True), issuance(), keys.load("jwt"))
    assert again.split(".")[:2] == issued.jwt.split(".")[:2]
