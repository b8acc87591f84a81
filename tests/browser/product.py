"""The product as a school meets it: a server process of its own on a free port, with its mail in a folder."""

import email
import os
import re
import socket
import subprocess
import sys
import time
from email import policy
from pathlib import Path
from urllib.request import urlopen

from app import create_app
from config import load
from tests.browser.rows import Rows

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds to wait for a start or a mail on a busy machine


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


class Product:
    """A running installation. `url` is its address, `mail(to)` what a person finds in their mailbox."""

    def __init__(self, data: Path) -> None:
        self.data, self.url = data, f"http://127.0.0.1:{free_port()}"
        own = {
            "CISS_DATA": str(data), "CISS_BIND": self.url.removeprefix("http://"), "CISS_BASE_URL": self.url,
            "CISS_DEMO": "0", "CISS_ENV": "development", "FLASK_APP": "wsgi.py",
        }  # fmt: skip
        foreign = ("CISS_", "DATABASE_", "STORAGE_", "MAIL_", "JOBS_", "PYTHONDONTWRITE", "SECRET_KEY")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
        self.environment = {**kept, **own}
        self.log = data / "server.log"
        self.read: dict[str, int] = {}

    def command(self, *words: str) -> str:
        """What `flask …` prints in this installation. Raises CalledProcessError."""
        line = [sys.executable, "-m", "flask", *words]
        done = subprocess.run(
            line, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def start(self) -> None:
        """Serve, and wait until it answers."""
        with self.log.open("wb") as log:
            line = [sys.executable, "-m", "flask", "ciss", "serve"]
            self.process = subprocess.Popen(line, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urlopen(f"{self.url}/healthz", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the product did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        """End the server and let go of the database."""
        self.process.terminate()
        self.process.wait(PATIENCE)

    def rows(self) -> Rows:
        """A hand inside the same database, for what would be tedious to click."""
        app = create_app(load({**self.environment, "JOBS_URL": "none:"}))
        return Rows(app, self.url)

    def create_admin(self, address: str, name: str) -> str:
        """`./ciss create-admin`; the link it prints."""
        printed = self.command("ciss", "create-admin", address, "--name", name)
        return self.link_in(printed)

    def link_in(self, text: str) -> str:
        """The first address of this installation in a text."""
        found = re.search(re.escape(self.url) + r"/\S+", text)
        assert found, f"no link in {text!r}"
        return found[0]

    def mails(self, address: str) -> list[str]:
        """Subject and text of every mail to an address, oldest first."""
        found = []
        for path in sorted((self.data / "mail").glob("*.eml")):
            message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
            if message["To"] == address:
                found.append(f"{message['Subject']}\n{message.get_content()}")
        return found

    def next_mail(self, address: str) -> str:
        """The oldest mail to a person that was not read yet, waiting for it if need be."""
        until, number = time.monotonic() + PATIENCE, self.read.get(address, 0)
        while time.monotonic() < until:
            found = self.mails(address)
            if len(found) > number:
                self.read[address] = number + 1
                return found[number]
            time.sleep(0.1)
        raise AssertionError(f"no further mail to {address}; so far {number}")
