"""What verifiers fetch agrees with what the public page says."""

import json

from app.clock import now
from app.domain.workflow import AwardState
from app.extensions import db
from app.files import files
from certificates.keys import KeyStore
from certificates.proof import check, check_jwt
from certificates.status_list import is_revoked
from tests.factories.awards import certify, make_award


def test_credential_and_token_verify_with_the_keys_of_the_published_identity(client, settings) -> None:
    award = certify(make_award())
    document = json.loads(files().get(award.credential_key))
    identity = client.get("/.well-known/did.json").response.get_json()
    keys = KeyStore(settings.data / "keys", settings.key_passphrase)

    assert identity["id"] == document["issuer"]["id"] == "did:web:localhost"
    assert document["proof"][0]["verificationMethod"] in identity["assertionMethod"]
    check(document, keys.publish("credential"), identity["id"])
    token = client.get(f"/verify/{award.code}.jwt").response.get_data(as_text=True)
    assert check_jwt(token, keys.publish("jwt"), identity["id"])["id"] == document["id"]


def test_a_withdrawn_certificate_is_revoked_in_the_signed_list_and_others_are_not(client, settings) -> None:
    gone, held, paused = (certify(make_award()) for _ in range(3))

    def listed() -> dict:
        return json.loads(client.get("/status/1").response.get_data())

    assert not is_revoked(listed()["credentialSubject"]["encodedList"], gone.status_index)
    gone.state, gone.state_changed_at = AwardState.WITHDRAWN, now()
    paused.state, paused.state_changed_at = AwardState.SUSPENDED, now()
    db.session.commit()

    document = listed()
    bits = document["credentialSubject"]["encodedList"]
    assert [is_revoked(bits, one.status_index) for one in (gone, held, paused)] == [True, False, False]
    check(
        document,
        KeyStore(settings.data / "keys", settings.key_passphrase).publish("credential"),
        "did:web:localhost",
    )
    status = json.loads(files().get(gone.credential_key))["credentialStatus"]
    assert status["statusListCredential"] == document["id"] == "http://localhost/status/1"
    client.get("/status/2", status=404)


def test_the_achievement_named_in_a_credential_has_its_page_for_people_and_machines(client) -> None:
    award = certify(make_award(tier="gold"))
    named = json.loads(files().get(award.credential_key))["credentialSubject"]["achievement"]["id"]
    path = named.removeprefix("http://localhost")

    people = client.get(path, headers={"Accept": "text/html"})
    machines = client.get(path, headers={"Accept": "application/json"}).response.get_json()

    assert people.heading == "Certified Safe Internet School: Gold"
    assert "Each of the five modules is at level 3 or higher." in people.text
    assert machines["id"] == named
    assert machines["achievementType"] == "QualityAssuranceCredential"


def test_tiers_and_versions_that_never_were_have_no_page(client) -> None:
    for name in ("gold-9.9", "platinum-1.0", "gold", "gold-1", "gold-1.0-x"):
        client.get(f"/achievements/{name}", status=404)


def test_the_seals_certificate_can_be_taken_along_and_its_fingerprint_compared(client, settings) -> None:
    page = client.get("/pki/")
    seal = KeyStore(settings.data / "keys", settings.key_passphrase).active("seal")

    assert f"/pki/{seal.id}.crt" in [link["href"] for link in page.soup.select("main a")]
    assert "This is a development key." in page.text
    pem = client.get(f"/pki/{seal.id}.crt").response.get_data(as_text=True)
    assert pem.count("BEGIN CERTIFICATE") == 2
    assert "PRIVATE" not in pem
    client.get("/pki/authority-test.crt", status=404)
    client.get("/pki/index.json", status=404)
