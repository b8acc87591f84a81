"""The award for machines: an Open Badges 3.0 credential on W3C Verifiable Credentials 2.0, made from the same facts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from certificates.facts import CertificateFacts
from certificates.keys import LoadedKey
from certificates.linked_data import BADGES, CREDENTIALS, EXTENSIONS
from certificates.page import decider
from certificates.proof import as_jwt, sign
from certificates.texts import long_date, words

FILE_NAME = "credential.json"
_SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"


@dataclass(frozen=True)
class Issuance:
    """What a credential says beyond the certificate: who signs it and where its status is found.

    `base_url` has no slash at its end; `criterion_levels` are (criterion id, level) pairs and nothing about people or files.
    """

    base_url: str
    did: str
    status_list_url: str
    status_index: int
    criterion_levels: tuple[tuple[str, int], ...] = ()


def achievement_url(base_url: str, tier: str, scheme_version: str) -> str:
    """Address of the page that says what a tier of one version means."""
    return f"{base_url}/achievements/{tier}-{scheme_version}"


def _subject(facts: CertificateFacts, issuance: Issuance) -> dict[str, Any]:
    """The school, what it achieved, and the levels of the modules if they are known."""
    identity = {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": facts.school,
        "identityType": "name",
    }
    subject: dict[str, Any] = {
        "type": ["AchievementSubject"],
        "identifier": [identity],
        "achievement": achievement(facts.tier, facts.scheme_version, facts.language, issuance.base_url),
    }
    if facts.module_levels:
        subject["result"] = [
            {
                "type": ["Result"],
                "resultDescription": _result_url(facts, issuance, module.number),
                "value": str(module.level),
            }
            for module in facts.module_levels
        ]
    if facts.school_url:
        subject["id"] = facts.school_url
    return subject


def credential(facts: CertificateFacts, issuance: Issuance) -> dict[str, Any]:
    """The credential without a proof."""
    w = words(facts.language)
    return {
        "@context": [CREDENTIALS, BADGES, EXTENSIONS],
        "id": f"{facts.verify_url}.json",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": _name(facts.tier, w) + (f" ({w['specimen']})" if facts.specimen else ""),
        "description": w["disclaimer"],
        "issuer": {"id": issuance.did, "type": ["Profile"], "name": facts.issuer, "url": issuance.base_url},
        "validFrom": f"{facts.issued_on.isoformat()}T00:00:00Z",
        "validUntil": f"{facts.expires_on.isoformat()}T23:59:59Z",
        "credentialSubject": _subject(facts, issuance),
        "evidence": [_evidence(facts, issuance, w)],
        "credentialStatus": {
            "id": f"{issuance.status_list_url}#{issuance.status_index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(issuance.status_index),
            "statusListCredential": issuance.status_list_url,
        },
        "credentialSchema": [{"id": _SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        "refreshService": {"id": f"{facts.verify_url}.json", "type": "1EdTechCredentialRefresh"},
    }


def achievement(tier: str, scheme_version: str, language: str, base_url: str) -> dict[str, Any]:
    """What is achieved, the same for every school: also served at its own address."""
    w = words(language)
    url = achievement_url(base_url, tier, scheme_version)
    return {
        "id": url,
        "type": ["Achievement"],
        "achievementType": "QualityAssuranceCredential",
        "name": _name(tier, w),
        "description": w["disclaimer"],
        "criteria": {"id": url, "narrative": w["standard_value"].format(version=scheme_version)},
        "inLanguage": language,
        "version": scheme_version,
        "resultDescription": [
            {
                "id": f"{url}#m{number}",
                "type": ["ResultDescription"],
                "name": title,
                "resultType": "RawScore",
                "valueMin": "0",
                "valueMax": "4",
            }
            for number, title in enumerate(w["modules"], start=1)
        ],
    }


def _name(tier: str, w: dict[str, Any]) -> str:
    return f"{w['scheme']}: {w['tiers'][tier]['name']}"


def _result_url(facts: CertificateFacts, issuance: Issuance, number: int) -> str:
    return f"{achievement_url(issuance.base_url, facts.tier, facts.scheme_version)}#m{number}"


def _evidence(facts: CertificateFacts, issuance: Issuance, w: dict[str, Any]) -> dict[str, Any]:
    lines = [
        f"{w['assessed']}: {long_date(facts.assessed_on, facts.language)}",
        f"{w['standard']}: {w['standard_value'].format(version=facts.scheme_version)}",
        f"{w['decided_by']}: {decider(facts, facts.language)}",
        *(f"{criterion}: {level}" for criterion, level in issuance.criterion_levels),
    ]
    return {"type": ["Evidence"], "name": w["facts"], "narrative": "\n".join(lines)}


def signed(facts: CertificateFacts, issuance: Issuance, key: LoadedKey, moment: datetime) -> bytes:
    """The credential with its proof as the JSON file that is stored, served and attached; raises LinkedDataError."""
    document = sign(credential(facts, issuance), key, issuance.did, moment)
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def signed_jwt(facts: CertificateFacts, issuance: Issuance, key: LoadedKey) -> str:
    """The same credential as a JWT."""
    return as_jwt(credential(facts, issuance), key, issuance.did)
