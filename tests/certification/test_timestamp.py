"""With a time-stamping authority the seal proves when it was made; without its answer there is no seal at all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import keys, pem, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.certification import timestamp
from app.certification.keys import open_keys
from app.extensions import db
from app.files import files
from app.models import Job
from certificates.seal import examine
from config import UnsafeSettings, load
from tests.certificates.tools import run
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
def test_an_authority_that_fails_stops_the_certificate_which_is_tried_again(
    configured, monkeypatch, answer
) -> None:
    monkeypatch.setattr(timestamp, "_ask", lambda address, question: answer)

    award = certify(make_award())

    assert award.prepared_at is None
    job = db.session.query(Job).filter_by(name="issue-certificate").one()
    assert "SealError" in job.failed
    assert job.done_at is None


def test_an_address_that_is_no_web_address_is_refused() -> None:
    with pytest.raises(OSError, match="CISS_TSA_URL"):
        timestamp._ask("file:///etc/passwd", b"")


def answers(clock: DummyTimeStamper):
    """What stands in for the network: the authority's answer to each question."""
    return lambda address, question: clock.request_tsa_response(tsp.TimeStampReq.load(question)).dump()


@pytest.fixture
def trusting(app, configured, monkeypatch, tmp_path) -> Path:
    """A folder of trust, set beside the authority."""
    folder = tmp_path / "trust"
    folder.mkdir()
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], trust=str(folder)))
    return folder


def test_with_trust_roots_everything_to_check_it_later_is_inside(
    trusting, settings, monkeypatch, tmp_path
) -> None:
    clock = authority()
    (trusting / "time.pem").write_bytes(pem.armor("CERTIFICATE", clock.tsa_cert.dump()))
    monkeypatch.setattr(timestamp, "_ask", answers(clock))

    award = certify(make_award())

    content = files().get(award.pdf_key)
    with pikepdf.open(BytesIO(content)) as pdf:
        kept = {bytes(one.read_bytes()) for one in pdf.Root.DSS.Certs}
    assert clock.tsa_cert.dump() in kept
    assert len(kept) >= 3  # the time, the seal and its authority
    assert examine(content, open_keys(settings).trusted_seals()).as_issued
    (tmp_path / "lasting.pdf").write_bytes(content)
    assert "Total document signed" in run("pdfsig", tmp_path / "lasting.pdf")


def test_an_authority_that_is_not_trusted_stops_the_certificate(trusting, monkeypatch) -> None:
    (trusting / "time.pem").write_bytes(pem.armor("CERTIFICATE", authority().tsa_cert.dump()))
    monkeypatch.setattr(timestamp, "_ask", answers(authority()))

    assert certify(make_award()).prepared_at is None
    assert "SealError" in db.session.query(Job).filter_by(name="issue-certificate").one().failed


def test_a_folder_without_a_certificate_stops_it_and_it_is_made_once_there_is_one(
    trusting, monkeypatch
) -> None:
    clock = authority()
    monkeypatch.setattr(timestamp, "_ask", answers(clock))
    award = certify(make_award())
    assert award.prepared_at is None
    assert "CISS_TRUST" in db.session.query(Job).filter_by(name="issue-certificate").one().failed

    (trusting / "time.pem").write_bytes(pem.armor("CERTIFICATE", clock.tsa_cert.dump()))
    certify(award)

    assert award.prepared_at is not None
    assert b"/DSS" in files().get(award.pdf_key)


def test_a_certificate_that_names_its_revocations_waits_for_their_list(trusting, monkeypatch) -> None:
    clock, revoked = listed_authority()
    (trusting / "time.pem").write_bytes(pem.armor("CERTIFICATE", clock.certs_to_embed[0].dump()))
    monkeypatch.setattr(timestamp, "_ask", answers(clock))
    award = certify(make_award())
    assert award.prepared_at is None

    (trusting / "time.crl").write_bytes(revoked)
    certify(award)

    with pikepdf.open(BytesIO(files().get(award.pdf_key))) as pdf:
        assert [bytes(one.read_bytes()) for one in pdf.Root.DSS.CRLs] == [revoked]


def test_trust_without_an_authority_is_refused_at_the_start() -> None:
    with pytest.raises(UnsafeSettings, match="CISS_TSA_URL"):
        load({"CISS_TRUST": "/etc/trust", "SECRET_KEY": "x" * 40, "CISS_KEY_PASSPHRASE": "y" * 20})


def listed_authority() -> tuple[DummyTimeStamper, bytes]:
    """An authority under a root that keeps a list of revocations, and that list."""
    moment = datetime.now(UTC)
    start, end = moment - timedelta(days=1), moment + timedelta(days=9)
    root_key, own_key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    root_name, own_name = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("TEST root", "TEST time")
    )
    place = x509.DistributionPoint(
        [x509.UniformResourceIdentifier("http://root.test/list")], None, None, None
    )

    def begun(name: x509.Name, key: rsa.RSAPrivateKey, number: int) -> x509.CertificateBuilder:
        builder = x509.CertificateBuilder(root_name, name, key.public_key(), number, start, end)
        return builder.add_extension(x509.BasicConstraints(ca=number == 1, path_length=None), critical=True)

    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    root = begun(root_name, root_key, 1).add_extension(usage, critical=True).sign(root_key, hashes.SHA256())
    stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    builder = begun(own_name, own_key, 2).add_extension(stamping, critical=True)
    own = builder.add_extension(x509.CRLDistributionPoints([place]), critical=False).sign(
        root_key, hashes.SHA256()
    )
    lists = x509.CertificateRevocationListBuilder(root_name, start, end)
    revoked = lists.sign(root_key, hashes.SHA256()).public_bytes(ser.Encoding.DER)
    private = own_key.private_bytes(ser.Encoding.DER, ser.PrivateFormat.PKCS8, ser.NoEncryption())
    der_root, der_own = (asn1.Certificate.load(one.public_bytes(ser.Encoding.DER)) for one in (root, own))
    store = SimpleCertificateStore.from_certs([der_root])
    return DummyTimeStamper(der_own, keys.PrivateKeyInfo.load(private), store), revoked
