"""The fetcher opens public addresses only, whatever names, redirects and slow servers try."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app import fetcher
from app.fetcher import FetchRefusedError, fetch, resolve

Serve = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A web server on this machine that answers as told and remembers who called."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []
        self.answer: Serve = lambda request: None
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.calls.append((self.headers["Host"], self.path))
                site.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.server.shutdown()
    thread.join()
    site.server.server_close()


@pytest.fixture
def public(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site, as if it stood on the public internet: names lead to 93.184.216.34, and that wire ends at
    it.
    """
    connect, look_up = socket.create_connection, socket.getaddrinfo
    names = {"school.example": "93.184.216.34", "inside.example": "10.0.0.1"}

    def answer(host: str, port: int, *rest: object, **options: object) -> list[tuple[object, ...]]:
        if host in names:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (names[host], port))]
        return look_up(host, port, *rest, **options)

    def wire(address: tuple[str, int], timeout: float) -> socket.socket:
        assert address == ("93.184.216.34", 80)
        return connect(("127.0.0.1", site.port), timeout=timeout)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    monkeypatch.setattr(socket, "create_connection", wire)
    return site


def page(body: bytes, status: int = 200, **headers: str) -> Serve:
    def serve(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return serve


def ask(
    url: str = "http://school.example/rules?a=1", max_bytes: int = 1000, timeout: float = 5.0
) -> fetcher.Fetched:
    return fetch(url, max_bytes=max_bytes, timeout=timeout)


def test_a_public_page_is_fetched_from_the_address_that_was_checked(public: Site) -> None:
    public.answer = page(b"rules", Content_Type="text/plain; charset=utf-8")
    fetched = ask()
    assert (fetched.status, fetched.media_type, fetched.content) == (200, "text/plain", b"rules")
    assert public.calls == [("school.example", "/rules?a=1")]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "[::ffff:127.0.0.1]", "2130706433"]
)
def test_this_machine_is_never_called(site: Site, host: str) -> None:
    for url in (f"http://{host}:{site.port}/", f"http://{host}/"):
        with pytest.raises(FetchRefusedError, match="address refused"):
            ask(url)
    assert site.calls == []


@pytest.mark.parametrize(
    "addresses",
    [
        ["10.0.0.1"],
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["::1"],
        ["fe80::1%eth0"],
        ["::ffff:10.0.0.1"],
        ["93.184.216.34", "192.168.0.1"],
        ["64:ff9b::a00:1"],
        [],
    ],
)
def test_a_name_that_leads_inside_is_refused_even_when_another_address_is_public(
    addresses, monkeypatch
) -> None:
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, port, **_: [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses
        ],
    )
    with pytest.raises(FetchRefusedError, match=r"not public|no address"):
        resolve("school.example", 443)


def test_a_name_without_address_is_refused(monkeypatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(FetchRefusedError, match="no address"):
        ask()


@pytest.mark.parametrize(
    "target",
    ["http://inside.example/", "http://127.0.0.1/", "file:///etc/passwd", "http://school.example:22/", ""],
)
def test_a_redirect_to_somewhere_forbidden_is_not_followed(public: Site, target: str) -> None:
    public.answer = page(b"", status=302, Location=target)
    with pytest.raises(FetchRefusedError):
        ask()
    assert {host for host, _ in public.calls} == {"school.example"}


def test_a_redirect_to_another_public_page_is_followed_but_not_for_ever(public: Site) -> None:
    def once(request: BaseHTTPRequestHandler) -> None:
        (page(b"", status=302, Location="/new") if request.path != "/new" else page(b"moved here"))(request)

    public.answer = once
    assert ask().content == b"moved here"
    public.answer = page(b"", status=302, Location="/again")
    with pytest.raises(FetchRefusedError, match="too many redirects"):
        ask()


@pytest.mark.parametrize("status", [204, 206, 401, 404, 500])
def test_only_a_whole_page_counts_as_an_answer(public: Site, status: int) -> None:
    public.answer = page(b"x", status=status)
    with pytest.raises(FetchRefusedError, match=f"status {status}"):
        ask()


def test_an_answer_that_is_too_long_or_breaks_off_is_refused(public: Site) -> None:
    public.answer = page(b"x" * 1001)
    with pytest.raises(FetchRefusedError, match="more than 1000 bytes"):
        ask()
    public.answer = page(b"x" * 10, Content_Length="100")
    with pytest.raises(FetchRefusedError, match="broke off"):
        ask()


def test_a_server_that_answers_byte_by_byte_is_cut_off_in_time(public: Site) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        try:
            for _ in range(1000):
                request.wfile.write(b"H")
                time.sleep(0.02)
        except OSError:
            pass

    public.answer = drip
    started = time.monotonic()
    with pytest.raises(FetchRefusedError):
        ask(timeout=0.3)
    assert time.monotonic() - started < 10, "it waited for the whole answer"


def test_a_server_that_says_nothing_is_given_up_in_time(public: Site) -> None:
    over = threading.Event()
    public.answer = lambda request: over.wait(20)
    started = time.monotonic()
    with pytest.raises(FetchRefusedError):
        ask(timeout=0.2)
    over.set()
    assert time.monotonic() - started < 10, "it waited for an answer"
