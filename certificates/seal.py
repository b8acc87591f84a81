"""The electronic seal: a PAdES certifying signature on the field that lies over the drawn seal.

`seal` signs once, at issue; the bytes are then kept and served for ever. `examine` tells whether a PDF is still what
was signed, and by whom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as ser
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.x509 import Certificate

from certificates.keys import LoadedKey
from certificates.token import TokenError, TokenKey

FIELD = "seal"


class SealError(RuntimeError):
    """The document could not be sealed; it must not be issued."""


@dataclass(frozen=True)
class SealReport:
    """What a look at a PDF's seal found. Only `ours and intact and whole` means: as issued."""

    signed: bool
    intact: bool = False
    whole: bool = False
    certifying: bool = False
    ours: bool = False
    signer: str = ""
    signed_at: datetime | None = None

    @property
    def as_issued(self) -> bool:
        """Signed by us, not a bit changed, nothing appended."""
        return self.ours and self.intact and self.whole and self.certifying


def seal(
    pdf: bytes, key: LoadedKey, moment: datetime, timestamper: Any = None, validation: Any = None
) -> bytes:
    """The same PDF with its seal, PAdES B-B; raises SealError.

    `timestamper` (a pyHanko TimeStamper) makes it B-T; `validation` (a pyHanko ValidationContext) with it B-LT. If the
    authority cannot be reached this raises: the caller tries again later, it is never silently weaker.
    """
    if not isinstance(key.private, TokenKey):
        return seal_with(pdf, signer_of(key), moment, timestamper, validation)
    try:
        with key.private.token.signer(key.private.label, key.chain) as signer:
            return seal_with(pdf, signer, moment, timestamper, validation)
    except TokenError as error:
        raise SealError(str(error)) from error


def seal_with(
    pdf: bytes, signer: Any, moment: datetime, timestamper: Any = None, validation: Any = None
) -> bytes:
    """As `seal`, with any pyHanko signer, for example one on PKCS#11."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    lasting = timestamper is not None and validation is not None
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        certify=True,
        subfilter=fields.SigSeedSubFilter.PADES,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        embed_validation_info=lasting,
        validation_context=validation,
        **({"dss_settings": _together()} if lasting else {}),
    )
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        output = _pdf_signer(meta, signer, timestamper, moment).sign_pdf(
            writer, existing_fields_only=True, bytes_reserved=_room(signer) if timestamper is None else None
        )
    except Exception as error:  # pyHanko, its certificate path builder and the network each raise their own
        raise SealError(f"The document could not be sealed: {str(error) or type(error).__name__}") from error
    return bytes(output.getbuffer())


@lru_cache(maxsize=8)
def signer_of(key: LoadedKey) -> Any:
    """A pyHanko signer that keeps the parsed key: parsing it again for every document costs more than signing."""
    from asn1crypto.x509 import Certificate as Asn1Certificate
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    private = key.private

    class KeptSigner(SimpleSigner):
        def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
            digest = getattr(hashes, digest_algorithm.upper())()
            if isinstance(private, ec.EllipticCurvePrivateKey):
                return private.sign(data, ec.ECDSA(digest))
            return bytes(private.sign(data, padding.PKCS1v15(), digest))

    chain = [Asn1Certificate.load(c.public_bytes(ser.Encoding.DER)) for c in key.chain]
    store = SimpleCertificateStore()
    store.register_multiple(chain[1:])
    return KeptSigner(signing_cert=chain[0], signing_key=None, cert_registry=store)


def _room(signer: Any) -> int:
    """Hexadecimal digits to keep free: the chain, and 1,500 bytes for signature and attributes."""
    chain = [signer.signing_cert, *signer.cert_registry]
    return 2 * (sum(len(certificate.dump()) for certificate in chain) + 1500)


def _together() -> Any:
    from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference

    # A separate revision for the validation data makes readers say "not the total document".
    return DSSContentSettings(include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE)


def _pdf_signer(meta: Any, signer: Any, timestamper: Any, moment: datetime) -> Any:
    from pyhanko.sign.signers import PdfSigner

    class Sealer(PdfSigner):
        def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
            session = super().init_signing_session(*args, **kwargs)
            session.system_time = moment
            return session

    return Sealer(meta, signer, timestamper=timestamper, stamp_style=_no_stamp())


@lru_cache(maxsize=1)
def _no_stamp() -> Any:
    from pyhanko.stamp import BaseStampStyle

    class Nothing(BaseStampStyle):
        """The seal is drawn already; pyHanko's own stamp would break PDF/A and PDF/UA."""

        def create_stamp(self, writer: Any, box: Any, text_params: Any) -> Any:
            return None

    return Nothing()


def examine(pdf: bytes, trusted: Sequence[Certificate]) -> SealReport:
    """Look at a PDF's seal; `trusted` are the certificates of our published seals. Never raises for a bad file."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        signatures = list(PdfFileReader(BytesIO(pdf)).embedded_signatures)
        if not signatures:
            return SealReport(signed=False)
        return _report(signatures[0], len(signatures), trusted)
    except (
        Exception
    ):  # a damaged or hostile file may break any layer of the parser: it is simply not as issued
        return SealReport(signed=b"/ByteRange" in pdf)


def _report(embedded: Any, count: int, trusted: Sequence[Certificate]) -> SealReport:
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    embedded.compute_integrity_info()
    certificate = embedded.signer_cert
    intact, valid = validate_sig_integrity(
        embedded.signer_info,
        certificate,
        expected_content_type="data",
        actual_digest=embedded.compute_digest(),
    )
    ours = {c.public_bytes(ser.Encoding.DER) for c in trusted}
    whole = embedded.coverage == SignatureCoverageLevel.ENTIRE_FILE and count == 1
    return SealReport(
        signed=True,
        intact=intact and valid,
        whole=whole,
        certifying=embedded.docmdp_level is not None,
        ours=certificate.dump() in ours,
        signer=str(certificate.subject.native.get("common_name", "")),
        signed_at=embedded.self_reported_timestamp,
    )
