"""`./ciss bench`: one table of server times in H, queries and bytes, then certificates and import rates.

Figures are ratios within one run; the budgets beside them are those of the plan, and nothing fails here.
"""

import argparse
import gzip
import json
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from app import create_app
from app.database import writing
from app.extensions import db
from config import Settings
from tests.bench import batches, rates
from tests.bench.timing import call, environ, ratio
from tests.bench.world import World, build
from tests.support.database import migrate

BUDGETS = {
    "learner's page (a lesson of M3)": "33", "the same, not modified (304)": "11", "verify page": "7",
    "coordinator's board, 3,000 schools": "20",
}  # fmt: skip


def settings(folder: Path, url: str) -> Settings:
    """As it is served, limits on how often a page is asked for included."""
    return Settings(
        environment="development", secret_key="b" * 40, data=folder,
        database_url=url or f"sqlite:///{folder / 'ciss.sqlite3'}", storage_url=f"file://{folder / 'files'}",
        mail_url=f"file://{folder / 'mail'}", jobs_url="none:", base_url="http://localhost", bind="127.0.0.1:0",
        demo=False, key_passphrase="b" * 20,
    )  # fmt: skip


def count_queries(app: Flask, ask: Callable[[], object]) -> int:
    """Statements that one request sends to the database, transaction control left out."""
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK")):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    ask()
    sa.event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def pages(app: Flask, world: World) -> None:
    """Print a line for each page: median and quartile in H, queries, bytes compressed."""
    counting = create_app(app.config["SETTINGS"])  # an engine that was ever listened to stays slower
    print(f"{'page':42}{'H':>7}{'q1':>7}{'budget':>8}{'queries':>9}{'kB':>7}")
    for name, (path, cookie) in world.pages.items():
        asked = environ(path, cookie)
        answer = call(app.wsgi_app, asked)
        if answer.status != 200:
            print(f"{name:42}  answered {answer.status}")
            continue
        queries = count_queries(counting, partial(call, counting.wsgi_app, asked))
        measured = ratio(app.wsgi_app, asked)
        size = len(gzip.compress(answer.body)) / 1000
        budget = BUDGETS.get(name, "")
        print(
            f"{name:42}{measured.median:7.1f}{measured.quartile:7.1f}{budget:>8}{queries:9}{size:7.1f}",
            flush=True,
        )
        if "ETag" in answer.headers and name.startswith("learner"):
            again = {**asked, "HTTP_IF_NONE_MATCH": answer.headers["ETag"]}
            short = "the same, not modified (304)"
            repeated = ratio(app.wsgi_app, again)
            print(f"{short:42}{repeated.median:7.1f}{repeated.quartile:7.1f}{BUDGETS[short]:>8}", flush=True)
    print(f"(1 H = {ratio(app.wsgi_app, environ('/healthz')).hello:.0f} µs of CPU on this machine)")


def _alone(folder: Path) -> tuple[Flask, Settings]:
    """An application on an SQLite database of its own: the schools of the other parts would be in the way."""
    folder.mkdir()
    wanted = settings(folder, "")
    migrate(folder, wanted.database_url)
    return create_app(wanted), wanted


def main() -> None:
    parser = argparse.ArgumentParser(prog="./ciss bench", description=__doc__)
    parser.add_argument(
        "--database", default="", help="a PostgreSQL URL of an empty database; SQLite otherwise"
    )
    parser.add_argument(
        "--batch", type=int, default=rates.MANY, help="certificates of the batch that workers share"
    )
    parser.add_argument("--only", choices=["pages", "certificates", "import"], help="one part only")
    chosen = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wanted = settings(folder, chosen.database)
        migrate(folder, wanted.database_url)
        app = create_app(wanted)
        facts = Path(__file__).with_name("facts.json")
        if chosen.only in (None, "pages"):
            with writing():
                world = build(app, facts)
            pages(app, world)
        if chosen.only in (None, "import"):
            rates.imports(app)
        if chosen.only in (None, "certificates"):
            rates.certificates(json.loads(facts.read_text("utf-8")), folder)
            batches.reissues(*_alone(folder / "batches"), chosen.batch)
        with app.app_context():
            db.engine.dispose()
    print(f"({time.monotonic() - begun:.0f} s in all)")


if __name__ == "__main__":
    main()
