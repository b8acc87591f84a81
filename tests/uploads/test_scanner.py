"""The virus scanner fails closed: only a clear "clean" lets a file in."""

import socketserver
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.uploads import Refused, examine, scanner_from
from app.uploads.scanner import ClamAV

from .build import picture

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Answering:
    """A scanner with one answer, which remembers what it was given."""

    def __init__(self, answer: str | Exception | None) -> None:
        self.answer = answer
        self.given: list[bytes] = []

    def scan(self, content: bytes) -> str | None:
        self.given.append(content)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_a_clean_file_is_taken_and_the_stored_bytes_were_what_was_scanned():
    clean = Answering(None)
    accepted = examine(picture(), "a.jpg", scanner=clean)
    assert accepted.scanned is True
    assert clean.given == [accepted.content]


def test_a_dangerous_file_is_refused_with_the_name_of_what_was_found():
    with pytest.raises(Refused, match="Eicar-Test"):
        examine(picture(), "a.jpg", scanner=Answering("Eicar-Test"))


@pytest.mark.parametrize("error", [OSError("broken pipe"), ValueError("nonsense"), TimeoutError()])
def test_a_scanner_that_cannot_answer_refuses_and_asks_to_try_again(error):
    with pytest.raises(Refused, match="try again"):
        examine(picture(), "a.jpg", scanner=Answering(error))


def test_a_file_refused_before_is_not_sent_to_the_scanner():
    scanner = Answering(None)
    with pytest.raises(Refused):
        examine(b"MZ\x00", "a.pdf", scanner=scanner)
    assert scanner.given == []


@pytest.mark.parametrize(
    ("setting", "address"),
    [
        ("clamd://scanner:3311", "scanner:3311"),
        ("clamd://scanner", "scanner:3310"),
        ("clamd:///run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
    ],
)
def test_the_scanner_is_named_by_a_setting(setting, address):
    assert scanner_from(setting) == ClamAV(address)


def test_no_setting_is_no_scanner_and_a_wrong_one_stops_the_start():
    assert scanner_from("") is None
    for wrong in ("clamav://host", "host:3310", "clamd://"):
        with pytest.raises(ValueError, match="not a scanner"):
            scanner_from(wrong)


def test_a_missing_client_library_refuses(monkeypatch):
    monkeypatch.setitem(sys.modules, "clamav_client.clamd", None)
    with pytest.raises(Refused, match="try again"):
        examine(picture(), "a.jpg", scanner=ClamAV("127.0.0.1:1"))


@contextmanager
def daemon(answer: bytes, read_all: bool = True) -> Iterator[str]:
    """A daemon on this machine that speaks clamd's INSTREAM and finds EICAR."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            assert self.rfile.readline() == b"nINSTREAM\n"
            content = b""
            while read_all and (length := struct.unpack("!L", self.rfile.read(4))[0]):
                content += self.rfile.read(length)
            self.wfile.write(b"stream: Eicar-Test FOUND\n" if EICAR in content else answer)

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def test_a_real_daemon_is_asked_over_the_network():
    pytest.importorskip("clamav_client")
    with daemon(b"stream: OK\n") as address:
        assert examine(b"good words", "a.txt", scanner=ClamAV(address)).scanned
        with pytest.raises(Refused, match="Eicar-Test"):
            examine(EICAR, "a.txt", scanner=ClamAV(address))


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\n", b"stream: Can't read ERROR\n", b"nonsense\n"]
)
def test_an_unclear_answer_of_a_real_daemon_refuses(answer):
    pytest.importorskip("clamav_client")
    with daemon(answer) as address, pytest.raises(Refused, match="try again"):
        examine(b"good words", "a.txt", scanner=ClamAV(address))


def test_a_daemon_that_is_not_there_or_hangs_up_refuses():
    pytest.importorskip("clamav_client")
    with daemon(b"", read_all=False) as address, pytest.raises(Refused, match="try again"):
        examine(b"words " * 500_000, "a.txt", scanner=ClamAV(address))
    with pytest.raises(Refused, match="try again"):
        examine(b"good words", "a.txt", scanner=ClamAV("/nowhere/clamd.ctl"))
