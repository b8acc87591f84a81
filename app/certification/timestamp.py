"""A time-stamping authority (RFC 3161), when the operator names one: the seal then proves when it was made.

With trust roots beside it (CISS_TRUST) everything that a reader needs to check seal and time stamp years later is
kept inside the document: PAdES B-LT.
"""

from asyncio import to_thread
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from flask import current_app

from app import clock

if TYPE_CHECKING:
    from certificates.keys import LoadedKey

TIMEOUT = 20  # seconds
MOST = 100_000  # bytes of an answer
ASKS, ANSWERS = "application/timestamp-query", "application/timestamp-reply"


def timestamper() -> Any:
    """A pyHanko TimeStamper for CISS_TSA_URL, or None when none is set.

    An authority that does not answer stops the certificate, which is tried again later: it is never silently weaker.
    """
    address = current_app.config["SETTINGS"].tsa_url
    return _client(address) if address else None


def _client(address: str) -> Any:
    from asn1crypto import tsp
    from pyhanko.sign.timestamps import TimeStamper

    class Authority(TimeStamper):
        """Asks over plain HTTP, as RFC 3161 has it; pyHanko's own client needs a library more."""

        async def async_request_tsa_response(self, req: Any) -> Any:
            return tsp.TimeStampResp.load(await to_thread(_ask, address, req.dump()))

    return Authority()


def _ask(address: str, question: bytes) -> bytes:
    """The answer's bytes. Raises OSError when there is none or it is of another kind."""
    if urlsplit(address).scheme not in ("http", "https"):
        raise OSError("CISS_TSA_URL must be an address that begins with https://.")
    request = Request(address, question, {"Content-Type": ASKS, "Accept": ANSWERS})  # noqa: S310  checked above
    with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
        if answer.headers.get_content_type() != ANSWERS:
            raise OSError("The time-stamping authority answered with something else.")
        return bytes(answer.read(MOST))


def validation(key: "LoadedKey") -> Any:
    """A pyHanko ValidationContext with what CISS_TRUST holds, or None when it is not set.

    Certificates (.pem, .crt, .cer) are trusted, lists of revocations (.crl) are embedded; nothing is fetched. A
    certificate that names a place of its revocations needs its list there, else the document waits: never weaker.
    Raises KeyProblem when the folder holds no certificate.
    """
    folder = current_app.config["SETTINGS"].trust
    if not folder:
        return None
    from asn1crypto.x509 import Certificate
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko_certvalidator import ValidationContext

    own = [Certificate.load(one.public_bytes(Encoding.DER)) for one in key.chain]
    return ValidationContext(
        trust_roots=[*_roots(Path(folder)), own[-1]],
        other_certs=own,
        crls=_lists(Path(folder)),
        allow_fetching=False,
        moment=clock.now(),
        revocation_mode="hard-fail",
    )


def _roots(folder: Path) -> list[Any]:
    from pyhanko.keys import load_certs_from_pemder

    from certificates.keys import KeyProblem

    found = sorted(str(one) for one in folder.glob("*") if one.suffix in (".pem", ".crt", ".cer"))
    if not found:
        raise KeyProblem("CISS_TRUST holds no certificate (.pem, .crt or .cer) to trust.")
    return list(load_certs_from_pemder(found))


def _lists(folder: Path) -> list[bytes]:
    from asn1crypto import pem

    contents = [one.read_bytes() for one in sorted(folder.glob("*.crl"))]
    return [pem.unarmor(one)[2] if pem.detect(one) else one for one in contents]
