"""The same storage in an S3 bucket: a small server on this machine speaks as much S3 as the product uses."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from app.storage import Storage, new_key


class Bucket(BaseHTTPRequestHandler):
    """Keeps objects in memory; asks for a signature, does not check it."""

    protocol_version = "HTTP/1.1"
    kept: dict[str, bytes]

    def log_message(self, *_: object) -> None:
        pass

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).lstrip("/")

    def _send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_PUT(self) -> None:
        assert "AWS4-HMAC-SHA256" in self.headers["Authorization"]
        self.kept[self._key()] = self.rfile.read(int(self.headers["Content-Length"]))
        self._send(200, ETag='"1"')

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        if "list-type" in query:
            prefix = self._key() + "/" + query.get("prefix", [""])[0]
            found = "".join(
                f"<Contents><Key>{key.partition('/')[2]}</Key><Size>{len(self.kept[key])}</Size>"
                "<LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>1</ETag></Contents>"
                for key in self.kept
                if key.startswith(prefix.removesuffix("/") + "/")
            )
            return self._send(
                200, f"<ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>".encode()
            )
        if self._key() not in self.kept:
            return self._send(404, b"<Error><Code>NoSuchKey</Code></Error>")
        return self._send(
            200, self.kept[self._key()], ETag='"1"', Last_Modified="Thu, 01 Jan 2026 00:00:00 GMT"
        )

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.kept.pop(self._key(), None)
        self._send(204)


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, dict[str, bytes]]]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test-secret")
    kept: dict[str, bytes] = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Bucket,), {"kept": kept}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", kept
    server.shutdown()
    thread.join()
    server.server_close()


def test_only_the_address_changes_when_files_move_to_a_bucket(bucket: tuple[str, dict[str, bytes]]) -> None:
    endpoint, kept = bucket
    storage = Storage(f"s3://files/belarus?endpoint={endpoint}&region=eu-central-1")
    key = new_key("evidence")
    storage.put(key, b"words")
    assert kept == {f"files/belarus/{key}": b"words"}
    assert storage.exists(key)
    assert storage.get(key) == b"".join(storage.stream(key)) == b"words"
    assert list(storage.list("evidence")) == [key]
    storage.delete(key)
    assert kept == {}
    assert not storage.exists(key)
    with pytest.raises(FileNotFoundError):
        storage.get(key)
