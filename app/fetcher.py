"""Fetches from the internet on the product's own behalf, and refuses everything that is not plainly public.

The name is resolved once; every address it has must be public; the connection goes to an address that was
checked, so that a second answer of the name server changes nothing. Each redirect is checked anew.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from app.uploads.links import check_link, is_public
from app.uploads.verdict import Refused

_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 3
_CHUNK = 64 * 1024


class FetchRefusedError(Exception):
    """The address is not one we open, or its answer is not one we take. The text is for logs, not for
    people.
    """


@dataclass(frozen=True)
class Fetched:
    """An answer: where it came from in the end, its status (always 200), type and bytes."""

    url: str
    status: int
    media_type: str
    content: bytes


def fetch(url: str, *, max_bytes: int, timeout: float) -> Fetched:
    """The answer to a GET of `url` within `timeout` seconds in all, redirects included.

    Raises FetchRefusedError for anything but a 200 from a public host on port 80 or 443 with at most
    `max_bytes`.
    """
    deadline = time.monotonic() + timeout
    for _ in range(_MOST_REDIRECTS + 1):
        try:
            target = check_link(url)
        except Refused as refusal:
            raise FetchRefusedError(f"address refused: {refusal}") from refusal
        answer = _ask(target, max_bytes, deadline)
        if isinstance(answer, Fetched):
            return answer
        url = urljoin(target, answer)
        if target.startswith("https:") and not url.startswith("https:"):
            raise FetchRefusedError("redirected from https to something weaker")
    raise FetchRefusedError("too many redirects")


def _ask(url: str, max_bytes: int, deadline: float) -> Fetched | str:
    """One request; the new address when it is a redirect."""
    parts = urlsplit(url)
    port = 443 if parts.scheme == "https" else 80
    host = parts.hostname or ""
    try:
        with (
            socket.create_connection((resolve(host, port), port), timeout=_left(deadline)) as plain,
            _cut_off(plain, deadline),
            _secured(plain, parts) as stream,
        ):
            connection = http.client.HTTPConnection(host, port)
            connection.default_port = port
            connection.sock = stream
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(
                "GET",
                path,
                headers={"Accept-Encoding": "identity", "User-Agent": "CISS", "Connection": "close"},
            )
            return _answer(connection.getresponse(), url, max_bytes, deadline)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchRefusedError(f"no answer: {type(error).__name__}") from error


def _secured(plain: socket.socket, parts: SplitResult) -> socket.socket:
    if parts.scheme != "https":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname)


@contextmanager
def _cut_off(plain: socket.socket, deadline: float) -> Iterator[None]:
    """Ends the connection at the deadline: a socket's own timeout starts again with every byte of a slow
    answer.
    """
    second = plain.dup()  # the first one is given up when TLS begins

    def end() -> None:
        with suppress(OSError):
            second.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(_left(deadline), end)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        second.close()


def resolve(host: str, port: int) -> str:
    """One public address of `host`; FetchRefusedError when any of its addresses is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchRefusedError("the name has no address") from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not is_public(ipaddress.ip_address(address.partition("%")[0])):
            raise FetchRefusedError("the name leads to an address that is not public")
    if not addresses:
        raise FetchRefusedError("the name has no address")
    return addresses[0]


def _answer(answer: http.client.HTTPResponse, url: str, max_bytes: int, deadline: float) -> Fetched | str:
    if answer.status in _REDIRECTS:
        return answer.headers.get("Location") or ""
    if answer.status != 200:
        raise FetchRefusedError(f"status {answer.status}")
    content = bytearray()
    while piece := answer.read1(_CHUNK):
        content += piece
        if len(content) > max_bytes:
            raise FetchRefusedError(f"more than {max_bytes} bytes")
        _left(deadline)
    if answer.length:
        raise FetchRefusedError("the answer broke off")
    _left(deadline)
    return Fetched(url, answer.status, answer.headers.get_content_type(), bytes(content))


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchRefusedError("took too long")
    return left
