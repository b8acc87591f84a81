"""Things that are made in numbers: certificates against a bare WeasyPrint page, schools against a bare executemany."""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from app import clock
from app.database import writing
from app.extensions import db

KINDS = ("seal", "credential", "jwt")
MANY, ROUNDS = 20, 3


def _cpu(work: Callable[[], object], times: int) -> float:
    """Median CPU seconds of one call."""
    costs = []
    for _ in range(times):
        begun = time.process_time()
        work()
        costs.append(time.process_time() - begun)
    return statistics.median(costs)


def _issue(facts: dict[str, Any], folder: str, count: int) -> int:
    """Make certificates as the job does: drawn, credential attached, sealed."""
    from certificates.credential import Issuance
    from certificates.did import did_web
    from certificates.facts import from_json
    from certificates.issue import issue
    from certificates.keys import KeyStore

    base, plain, keys = "https://ciss.example", from_json(facts), KeyStore(Path(folder), "b" * 20)
    for number in range(count):
        order = Issuance(base, did_web(base), f"{base}/status/1", number, (("3.1", 3),))
        issue(
            replace(plain, school=f"{plain.school} {number}"), order, keys, datetime(2026, 11, 21, tzinfo=UTC)
        )
    return count


def _bare(text: str) -> int:
    from weasyprint import HTML

    return len(HTML(string=f"<p>{text}</p>").write_pdf())


def certificates(facts: dict[str, Any], folder: Path) -> None:
    """Certificates per CPU second, warm, beside WeasyPrint's own hello and the same page drawn plainly."""
    from weasyprint import HTML

    from certificates import render
    from certificates.facts import from_json
    from certificates.keys import KeyStore

    keys = KeyStore(folder / "keys", "b" * 20)
    for kind in KINDS:
        keys.create(kind, clock.today(), development=True)
    plain = from_json(facts)
    markup, base = render.html(plain), str(Path(render.__file__).parent / "templates") + "/"
    _issue(facts, str(folder / "keys"), 3)
    _bare("hello")
    hello = _cpu(lambda: _bare("hello"), 15)
    own = _cpu(lambda: _issue(facts, str(folder / "keys"), 1), 25)
    same = _cpu(lambda: HTML(string=markup, base_url=base).write_pdf(), 7)
    print(
        f"\ncertificate, drawn, credential attached, sealed: {own * 1000:.0f} ms CPU, {1 / own:.1f} a second"
    )
    print(f"  bare WeasyPrint hello {hello * 1000:.1f} ms: {hello / own:.0%} of its rate")
    print(f"  the same page through plain WeasyPrint {same * 1000:.0f} ms: ours takes {own / same:.2f} of it")
    _workers(facts, folder)


def _loop(count: int) -> int:
    """Work that shares nothing: what two processes gain on this machine at best."""
    return sum(number * number for number in range(count * 400_000))


def _gain(work: Callable[..., object], *arguments: object) -> float:
    """How many times as fast two processes are as one; best of some rounds in turn, for neighbours are busy too."""
    walls: dict[int, list[float]] = {1: [], 2: []}
    with ProcessPoolExecutor(1) as one, ProcessPoolExecutor(2) as two:
        for _ in range(ROUNDS + 1):
            for workers, pool in ((1, one), (2, two)):
                begun = time.perf_counter()
                jobs = [pool.submit(work, *arguments, MANY // workers) for _ in range(workers)]
                for job in jobs:
                    job.result()
                walls[workers].append(time.perf_counter() - begun)
    return min(walls[1][1:]) / min(walls[2][1:])


def _workers(facts: dict[str, Any], folder: Path) -> None:
    print(
        f"  {MANY} on two workers: {_gain(_issue, facts, str(folder / 'keys')):.2f} times as fast as on one"
    )
    print(f"  a bare loop on two processes here and now: {_gain(_loop):.2f}")


def imports(app: Flask) -> None:
    """Rows of a register taken in per CPU second, beside a bare executemany of the same rows."""
    from app.domain.register_sheet import read
    from app.models import Programme, School
    from app.programmes.operations.imports import insert_schools, judged
    from tests.factories.people import save

    lines = [f"{n},School No. {n},Region {n % 7},District,Town {n % 90},27.5,53.9" for n in range(20_000)]
    data = ("sourced_id,name,region,district,locality,longitude,latitude\n" + "\n".join(lines)).encode()
    with app.app_context(), writing():
        programme = save(
            Programme(
                slug="bench", country="XB", name="Bench", languages=["en"], timezone="UTC", contacts=[],
                opened_at=clock.now(),
            )
        )  # fmt: skip
        begun = time.process_time()
        rows = judged(read(data))
        checked = time.process_time() - begun
        begun = time.process_time()
        insert_schools(programme, rows)
        db.session.commit()
        taken = time.process_time() - begun
        columns = [c.name for c in sa.inspect(School).columns if c.name != "id"]
        ours = School.programme_id == programme.id
        chosen = sa.select(*(School.__table__.c[name] for name in columns)).where(ours)
        stored = db.session.execute(chosen).mappings().all()
        db.session.execute(sa.delete(School).where(ours))
        db.session.commit()
        raw = db.engine.raw_connection()
        marks = ", ".join("?" if db.engine.dialect.name == "sqlite" else "%s" for _ in columns)
        values = [
            tuple(str(v) if hasattr(v, "tzinfo") else v for v in row.values()) for row in stored[:20_000]
        ]
        begun = time.process_time()
        if db.engine.dialect.name == "sqlite":
            raw.cursor().execute(
                "BEGIN IMMEDIATE"
            )  # our connections commit every statement by themselves else
        raw.cursor().executemany(f"INSERT INTO school ({', '.join(columns)}) VALUES ({marks})", values)
        raw.commit()
        bare = time.process_time() - begun
        raw.close()
    count = len(rows)
    print(f"\nimport: checked {count / checked:,.0f} rows, taken in {count / taken:,.0f} rows per CPU second")
    print(f"  a bare executemany of the same rows {count / bare:,.0f}: {bare / taken:.0%} of its rate")
