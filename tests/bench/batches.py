"""A batch of certificates issued again by real workers: what a second one gains, queue and database included."""

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from flask import Flask

from app import create_app, jobs
from app.database import writing
from app.models import BatchKind
from config import Settings
from tests.bench.rates import ROUNDS
from tests.factories.awards import make_award
from tests.factories.batches import file_documents, make_batch
from tests.factories.people import make_coordinator

_app: Flask | None = None


def _work(settings: Settings) -> int:
    """What a worker process does until nothing waits; it is put together once."""
    global _app
    if _app is None:
        import weasyprint  # noqa: F401  a worker that runs has imported it

        _app = create_app(settings)
    with _app.app_context():
        return jobs.run_due()


def reissues(app: Flask, settings: Settings, many: int) -> None:
    """Print how many times as fast two workers are as one with so many certificates; best of some rounds in turn."""
    walls: dict[int, list[float]] = {1: [], 2: []}
    spawn = get_context("spawn")
    with app.app_context(), ProcessPoolExecutor(1, spawn) as one, ProcessPoolExecutor(2, spawn) as two:
        with writing():
            awards = [file_documents(make_award(status_index=number)) for number in range(many)]
            by = make_coordinator()
        for _ in range(ROUNDS + 1):
            for workers, pool in ((1, one), (2, two)):
                with writing():
                    make_batch(awards, BatchKind.REISSUE, by)
                walls[workers].append(_seconds(pool, workers, settings, many))
    gain, pace = min(walls[1][1:]) / min(walls[2][1:]), many / min(walls[2][1:])
    print(
        f"  a batch of {many} issued again by two workers: {gain:.2f} times as fast as by one, {pace:.1f} a second"
    )


def _seconds(pool: ProcessPoolExecutor, workers: int, settings: Settings, many: int) -> float:
    """How long the workers take until nothing waits."""
    begun = time.perf_counter()
    running = [pool.submit(_work, settings) for _ in range(workers)]
    done = sum(job.result() for job in running)
    assert done >= many, f"only {done} jobs were done"
    return time.perf_counter() - begun
