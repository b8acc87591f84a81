"""A time-stamping authority (RFC 3161), when the operator names one: the seal then proves when it was made."""

from asyncio import to_thread
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from flask import current_app

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
