"""The seal: whole and ours as issued; every change afterwards is seen, by us and by others."""

import random
import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext

from certificates import render
from certificates.issue import Issued
from certificates.keys import KeyStore
from certificates.seal import SealError, examine, seal
from tests.certificates.conftest import DAY, MOMENT, make_facts, make_keys
from tests.certificates.tools import run


def signed_ranges(data: bytes) -> list[range]:
    match = re.search(rb"/ByteRange \[\s*(\d+) (\d+) (\d+) (\d+)\s*\]", data)
    assert match
    a, b, c, d = map(int, match.groups())
    return [range(a, a + b), range(c, c + d)]


def flipped(data: bytes, position: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[position] ^= 1 << bit
    return bytes(changed)


def test_what_was_issued_is_whole_and_ours(issued: Issued, keys: KeyStore) -> None:
    report = examine(issued.pdf, keys.trusted_seals())
    assert report.as_issued
    assert report.signer == "CISS TEST seal"
    assert report.signed_at == MOMENT


def test_an_unsealed_certificate_is_not_as_issued(keys: KeyStore) -> None:
    report = examine(render.pdf(make_facts()), keys.trusted_seals())
    assert not report.signed
    assert not report.as_issued


def test_every_flipped_bit_of_the_signed_bytes_is_seen(issued: Issued, keys: KeyStore) -> None:
    positions = [position for signed in signed_ranges(issued.pdf) for position in signed]
    assert len(positions) > 0.85 * len(issued.pdf)
    chance = random.Random(20261121)
    unseen = [
        position
        for position in [positions[0], positions[-1], *chance.sample(positions, 120)]
        if examine(flipped(issued.pdf, position, chance.randrange(8)), keys.trusted_seals()).as_issued
    ]
    assert unseen == []


def test_the_signature_itself_cannot_be_touched(issued: Issued, keys: KeyStore) -> None:
    first, second = signed_ranges(issued.pdf)
    signature = issued.pdf[first.stop + 1 : second.start - 1].rstrip(b"0")
    # The last bytes hold the signature value; the digits are hexadecimal.
    changed = first.stop + len(signature) - 40
    assert not examine(flipped(issued.pdf, changed, 0), keys.trusted_seals()).as_issued


def test_an_appended_revision_is_seen(issued: Issued, keys: KeyStore) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(issued.pdf))
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()
    output = BytesIO()
    writer.write(output)
    appended = output.getvalue()
    assert appended.startswith(issued.pdf)
    report = examine(appended, keys.trusted_seals())
    assert report.ours
    assert not report.whole
    assert not report.as_issued


@pytest.mark.parametrize("tail", [b"\n", b"%", b"x" * 2000])
def test_appended_bytes_are_seen(tail: bytes, issued: Issued, keys: KeyStore) -> None:
    assert not examine(issued.pdf + tail, keys.trusted_seals()).as_issued


def test_a_rewritten_file_is_seen(issued: Issued, keys: KeyStore) -> None:
    output = BytesIO()
    with pikepdf.open(BytesIO(issued.pdf)) as pdf:
        pdf.save(output)
    assert not examine(output.getvalue(), keys.trusted_seals()).as_issued


def test_the_seal_of_a_stranger_is_not_ours(keys: KeyStore, tmp_path: Path) -> None:
    stranger = make_keys(tmp_path / "stranger")
    forged = seal(render.pdf(make_facts()), stranger.load("seal"), MOMENT)
    report = examine(forged, keys.trusted_seals())
    assert report.intact
    assert report.signer == "CISS TEST seal"
    assert not report.ours


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"%PDF-1.7\n/ByteRange [0 1 2 3]\n%%EOF"])
def test_a_broken_file_is_simply_not_as_issued(data: bytes, keys: KeyStore) -> None:
    assert not examine(data, keys.trusted_seals()).as_issued


def test_a_rotated_key_still_verifies_and_a_compromised_one_does_not(tmp_path: Path) -> None:
    keys = make_keys(tmp_path)
    old = keys.active("seal")
    sealed = seal(render.pdf(make_facts()), keys.load("seal"), MOMENT)
    keys.rotate("seal", DAY)
    assert examine(sealed, keys.trusted_seals()).as_issued
    keys.compromise(old.id, DAY)
    assert not examine(sealed, keys.trusted_seals()).ours


def test_poppler_says_total_document_signed(issued: Issued, save: Callable[[bytes, str], Path]) -> None:
    said = run("pdfsig", save(issued.pdf, "sealed.pdf"))
    assert "Total document signed" in said
    assert "Signature is Valid" in said
    assert "ETSI.CAdES.detached" in said


def test_poppler_sees_a_change(issued: Issued, save: Callable[[bytes, str], Path]) -> None:
    said = run("pdfsig", save(flipped(issued.pdf, 5000, 3), "changed.pdf"))
    assert "Signature is Valid" not in said
    appended = run("pdfsig", save(issued.pdf + b"\n%more\n", "appended.pdf"))
    assert "Total document signed" not in appended


def test_openssl_agrees(issued: Issued, keys: KeyStore, tmp_path: Path) -> None:
    first, second = signed_ranges(issued.pdf)
    signature = bytes.fromhex(issued.pdf[first.stop + 1 : second.start - 1].decode())
    (tmp_path / "seal.der").write_bytes(signature)
    (tmp_path / "root.pem").write_bytes((keys.folder / "authority-test.crt").read_bytes())
    content = b"".join(issued.pdf[part.start : part.stop] for part in (first, second))
    for name, signed in (("whole", content), ("changed", flipped(content, 7000, 0))):
        (tmp_path / name).write_bytes(signed)
        said = run(
            "openssl",
            "cms",
            "-verify",
            "-inform",
            "DER",
            "-in",
            tmp_path / "seal.der",
            "-content",
            tmp_path / name,
            "-CAfile",
            tmp_path / "root.pem",
            "-purpose",
            "any",
            "-attime",
            str(int(MOMENT.timestamp())),
            "-binary",
            "-out",
            tmp_path / "out",
        )
        assert ("CMS Verification successful" in said or "Verification successful" in said) is (
            name == "whole"
        )


@pytest.fixture(scope="module")
def time_authority() -> tuple[Any, Any]:
    """Certificate and key of a time-stamping authority inside this process."""
    private = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Time for tests")])
    builder = x509.CertificateBuilder(
        name, name, private.public_key(), 1, MOMENT - timedelta(1), MOMENT + timedelta(1)
    )
    usage = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = builder.add_extension(usage, critical=True).sign(private, hashes.SHA256())
    return (
        Certificate.load(certificate.public_bytes(ser.Encoding.DER)),
        PrivateKeyInfo.load(
            private.private_bytes(ser.Encoding.DER, ser.PrivateFormat.PKCS8, ser.NoEncryption())
        ),
    )


def has_time_stamp(data: bytes) -> bool:
    unsigned = PdfFileReader(BytesIO(data)).embedded_signatures[0].signer_info["unsigned_attrs"]
    return any(attribute["type"].native == "signature_time_stamp_token" for attribute in unsigned)


def test_a_time_stamp_is_added_when_an_authority_is_given(
    keys: KeyStore, time_authority: tuple[Any, Any]
) -> None:
    stamper = DummyTimeStamper(*time_authority, fixed_dt=MOMENT)
    sealed = seal(render.pdf(make_facts()), keys.load("seal"), MOMENT, timestamper=stamper)
    assert examine(sealed, keys.trusted_seals()).as_issued
    assert has_time_stamp(sealed)
    assert not has_time_stamp(seal(render.pdf(make_facts()), keys.load("seal"), MOMENT))


def test_validation_data_are_kept_for_the_long_term(
    keys: KeyStore, time_authority: tuple[Any, Any], save: Callable[[bytes, str], Path]
) -> None:
    roots = [
        Certificate.load(c.public_bytes(ser.Encoding.DER)) for c in keys.chain(keys.active("seal").id)[1:]
    ]
    context = ValidationContext(
        trust_roots=[*roots, time_authority[0]],
        allow_fetching=False,
        moment=MOMENT,
        revocation_mode="soft-fail",
    )
    stamper = DummyTimeStamper(*time_authority, fixed_dt=MOMENT)
    sealed = seal(render.pdf(make_facts()), keys.load("seal"), MOMENT, stamper, context)
    assert b"/DSS" in sealed
    assert examine(sealed, keys.trusted_seals()).as_issued
    assert "Total document signed" in run("pdfsig", save(sealed, "lasting.pdf"))


def test_an_unreachable_time_authority_never_weakens_the_seal(
    keys: KeyStore, time_authority: tuple[Any, Any]
) -> None:
    class Unreachable(DummyTimeStamper):
        async def async_request_tsa_response(self, req: Any) -> Any:
            raise OSError("no answer")

    with pytest.raises(SealError, match="no answer"):
        seal(render.pdf(make_facts()), keys.load("seal"), MOMENT, timestamper=Unreachable(*time_authority))
