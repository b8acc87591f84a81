"""CPU time in units of H, the time of one bare Flask page on the same server in the same run.

Each case runs in batches between two batches of the bare page, so that a machine that slows down slows both.
"""

import io
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
ROUNDS, BATCH = 9, 25


def hello() -> Flask:
    """The bare page: what one H is."""
    app = Flask("hello")

    @app.get("/")
    def index() -> str:
        return "hello"

    return app


def environ(path: str, cookie: str = "") -> dict[str, Any]:
    """A GET as a server hands it over."""
    path, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.version": (1, 0),
        "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "wsgi.multithread": True,
        "wsgi.multiprocess": False, "wsgi.run_once": False, "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1",
        **({"HTTP_COOKIE": f"ciss={cookie}"} if cookie else {}),
    }  # fmt: skip


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]


def call(app: Wsgi, asked: dict[str, Any]) -> Answer:
    """One request, answered whole."""
    seen: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], error: object = None) -> None:
        seen.update(status=int(status.split()[0]), headers=dict(headers))

    answer = app({**asked, "wsgi.input": io.BytesIO()}, start)
    body = b"".join(answer)
    close = getattr(answer, "close", None)
    if close:
        close()
    return Answer(seen["status"], body, seen["headers"])


def batch(app: Wsgi, asked: dict[str, Any], times: int = BATCH) -> float:
    """CPU seconds of one request, averaged over a batch."""
    begun = time.process_time()
    for _ in range(times):
        call(app, asked)
    return (time.process_time() - begun) / times


@dataclass(frozen=True)
class Ratio:
    """Median and lower quartile of a case in H, and H itself in microseconds."""

    median: float
    quartile: float
    hello: float


def ratio(app: Wsgi, asked: dict[str, Any], *, rounds: int = ROUNDS, times: int = BATCH) -> Ratio:
    """How many bare pages this page costs."""
    bare, root = hello().wsgi_app, environ("/")
    batch(bare, root, 200)
    batch(app, asked, 5)
    ratios, bares = [], []
    for _ in range(rounds):
        before = batch(bare, root, 200)
        cost = batch(app, asked, times)
        after = batch(bare, root, 200)
        bares.append((before + after) / 2)
        ratios.append(cost / bares[-1])
    return Ratio(
        statistics.median(ratios), statistics.quantiles(ratios, n=4)[0], statistics.median(bares) * 1e6
    )
