"""A virus scanner's place. It fails closed: what could not be scanned is not taken."""

import io
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol
from urllib.parse import unquote, urlsplit

from app.domain.message import Message
from app.uploads.verdict import Refused

_UNAVAILABLE = Message(
    "The file could not be checked for viruses just now. Nothing is wrong with it as far as we know: "
    "please try again "
    "in a few minutes."
)
_INFECTED = Message(
    "Our virus scanner found something dangerous in this file (%(name)s), so it was not kept. Please ask "
    "the person "
    "who looks after your computers for help."
)


class Scanner(Protocol):
    """Anything that can look for viruses."""

    def scan(self, content: bytes) -> str | None:
        """The name of what was found, or None when the content is clean. Any exception means "not "
        "scanned".
        """


def check(content: bytes, scanner: Scanner) -> None:
    """`Refused` unless the scanner says that the content is clean."""
    try:
        found = scanner.scan(content)
    except Exception as error:  # whatever went wrong, it was not scanned
        raise Refused(_UNAVAILABLE) from error
    if found is not None:
        raise Refused(Message(_INFECTED.text, {"name": found[:80]}))


class NotScannedError(Exception):
    """The scanner gave no clear answer."""


@dataclass(frozen=True)
class ClamAV:
    """ClamAV's daemon over TCP or a Unix socket, through the optional package `clamav-client`."""

    address: str  # "host:port", or the path of a socket
    timeout: int = 10  # seconds

    def scan(self, content: bytes) -> str | None:
        """See `Scanner`. A file over the daemon's own size limit counts as not scanned."""
        answers = self._client().instream(io.BytesIO(content))
        state, name = answers.get("stream", ("", None))
        if state == "FOUND":
            return str(name or "?")
        if state != "OK":
            raise NotScannedError(state)
        return None

    def _client(self) -> "_Client":
        clamd = import_module("clamav_client.clamd")
        client: _Client
        if self.address.startswith("/"):
            client = clamd.ClamdUnixSocket(self.address, timeout=self.timeout)
        else:
            host, _, port = self.address.rpartition(":")
            client = clamd.ClamdNetworkSocket(host.strip("[]"), int(port), timeout=self.timeout)
        return client


class _Client(Protocol):
    def instream(self, buff: io.BytesIO) -> dict[str, tuple[str, str | None]]: ...


def scanner_from(url: str) -> Scanner | None:
    """The scanner a setting names: `clamd://host:3310`, `clamd:///run/clamav/clamd.ctl`, or none when it is
    empty.

    Raises ValueError for anything else, so that a misspelt setting stops the start and does not switch
    scanning off.
    """
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme != "clamd" or not (parts.netloc or parts.path):
        raise ValueError(f"not a scanner's address: {url}")
    if parts.hostname:
        return ClamAV(f"{parts.hostname}:{parts.port or 3310}")
    return ClamAV(unquote(parts.path))
