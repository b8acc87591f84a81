"""With a time-stamping authority the seal proves when it was made; without its answer there is no seal at all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper

from app.certification import timestamp
from app.extensions import db
from app.files import files
from app.models import Job
from tests.factories.awards import certify, make_award


@pytest.fixture
def configured(app, monkeypatch) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], tsa_url="https://tsa.test/"))


def authority() -> DummyTimeStamper:
    """An authority of our own, in this process."""
    key, start = rsa.generate_private_key(65537, 2048), datetime.now(UTC) - timedelta(days=1)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "TEST time")])
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(start).not_valid_after(start + timedelta(days=9))
    own = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    private = key.private_bytes(ser.Encoding.DER, ser.PrivateFormat.PKCS8, ser.NoEncryption())
    certificate = asn1.Certificate.load(own.public_bytes(ser.Encoding.DER))
    return DummyTimeStamper(tsa_cert=certificate, tsa_key=keys.PrivateKeyInfo.load(private))


def test_the_seal_carries_the_authoritys_time(configured, monkeypatch) -> None:
    clock = authority()
    asked: list[str] = []

    def answer(address: str, question: bytes) -> bytes:
        asked.append(address)
        return clock.request_tsa_response(tsp.TimeStampReq.load(question)).dump()

    monkeypatch.setattr(timestamp, "_ask", answer)

    award = certify(make_award())

    assert set(asked) == {"https://tsa.test/"}
    signature = PdfFileReader(BytesIO(files().get(award.pdf_key))).embedded_signatures[0]
    kinds = [attribute["type"].native for attribute in signature.signer_info["unsigned_attrs"]]
    assert kinds == ["signature_time_stamp_token"]


@pytest.mark.parametrize("answer", [b"", b"not a time stamp"])
def test_an_authority_that_fails_stops_the_certificate_which_is_tried_again(configured, monkeypatch, answer) -> None:
    monkeypatch.setattr(timestamp, "_ask", lambda address, question: answer)

    award = certify(make_award())

    assert award.prepared_at is None
    job = db.session.query(Job).filter_by(name="issue-certificate").one()
    assert "SealError" in job.failed
    assert job.done_at is None


def test_an_address_that_is_no_web_address_is_refused() -> None:
    with pytest.raises(OSError, match="CISS_TSA_URL"):
        timestamp._ask("file:///etc/passwd", b"")
