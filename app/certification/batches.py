"""Many certificates as a job: each is an item of its own, done in a transaction of its own, whoever does it.

A worker that is killed leaves one item undone; its lease ends and the next worker does that one again. An item is
settled under the lock of its batch and only while it is open, so none is done twice.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from app import audit, clock, jobs
from app.announce import announce
from app.certification import again, packing
from app.certification.packing import Damaged
from app.database import writing
from app.extensions import db
from app.files import files
from app.jobs import EVERY_MINUTE, job
from app.models.account import User
from app.models.award import Award
from app.models.batch import Batch, BatchItem, BatchKind

log = logging.getLogger("ciss.batches")
ITEM, FINISH = "batch-item", "finish-batch"
KEPT = timedelta(days=7)
Result = tuple[str, str]  # storage key and SHA-256 of the PDF
Settle = Callable[[Batch], Result]

# why an item failed, as it is kept; the page has the sentences
REASONS = ("not-held", "damaged", "unprintable", "error")


def ask(batch: Batch, award_ids: Iterable[int]) -> None:
    """Enqueue these items of a batch in the present transaction."""
    jobs.enqueue_each(ITEM, ({"batch_id": batch.id, "award_id": one} for one in award_ids))


@job(ITEM, last=True)
def do_item(batch_id: int, award_id: int) -> None:
    """Do one item. Run again, it changes nothing. Raises OvertakenError: the queue tries again later."""
    query = select(Batch.ref, Batch.kind).join(BatchItem, BatchItem.batch_id == Batch.id)
    open_item = (BatchItem.done_at.is_(None), BatchItem.failed == "")
    found = db.session.execute(query.where(*_this(batch_id, award_id), *open_item)).one_or_none()
    if found is None:
        db.session.rollback()
        return
    try:
        settle = _prepare(found.kind, found.ref, award_id)
    except Exception as error:
        db.session.rollback()
        _fail(batch_id, award_id, reason(error))
    else:
        _settle(batch_id, award_id, settle)


def reason(error: Exception) -> str:
    """Why it did not work, as one of REASONS."""
    from certificates.facts import FactsError

    known: dict[type[Exception], str] = {
        again.NotHeldError: "not-held",
        Damaged: "damaged",
        FactsError: "unprintable",
    }
    found = next((word for kind, word in known.items() if isinstance(error, kind)), "")
    if not found:
        log.error("an item of a batch failed", exc_info=error)
    return found or "error"


def _this(batch_id: int, award_id: int) -> tuple[ColumnElement[bool], ...]:
    return (BatchItem.batch_id == batch_id, BatchItem.award_id == award_id)


def _prepare(kind: BatchKind, ref: str, award_id: int) -> Settle:
    """The slow part, without a lock; what comes back does the quick part."""
    if kind is BatchKind.REISSUE:
        remade = again.remake(award_id, ref)

        def settle(batch: Batch) -> Result:
            kept = again.replace(remade, batch)
            return kept.pdf_key, kept.pdf_sha256

        return settle
    award = db.session.get_one(Award, award_id)
    documents = packing.documents(award)
    db.session.rollback()
    for document in documents:
        packing.read(document)
    return lambda batch: documents[0]


def _settle(batch_id: int, award_id: int, settle: Settle) -> None:
    batch, item = _locked(batch_id), db.session.get_one(BatchItem, (batch_id, award_id))
    if item.done_at is None:
        item.result_key, item.result_sha256 = settle(batch)
        item.done_at, item.failed = clock.now(), ""
    _perhaps_finish(batch_id)


def _fail(batch_id: int, award_id: int, word: str) -> None:
    _locked(batch_id)
    item = db.session.get_one(BatchItem, (batch_id, award_id))
    if item.done_at is None:
        item.failed = word
    _perhaps_finish(batch_id)


def _locked(batch_id: int) -> Batch:
    """Whoever settles an item is alone in its batch for that moment."""
    return db.session.scalars(select(Batch).where(Batch.id == batch_id).with_for_update()).one()


def _open(batch_id: int) -> int:
    db.session.flush()
    count = select(func.count()).select_from(BatchItem).where(BatchItem.batch_id == batch_id)
    return db.session.scalar(count.where(BatchItem.done_at.is_(None), BatchItem.failed == "")) or 0


def _perhaps_finish(batch_id: int) -> None:
    if not _open(batch_id):
        jobs.enqueue(FINISH, batch_id=batch_id)


@job(FINISH)
def finish(batch_id: int) -> None:
    """Pack a download, say that the batch is finished, tell who asked. Run again, it changes nothing."""
    batch = db.session.get_one(Batch, batch_id)
    if batch.finished_at is not None or _open(batch_id):
        return
    if batch.kind is BatchKind.DOWNLOAD:
        packed = packing.pack(batch)  # gives up the write lock
        batch = _locked(batch_id)
        if batch.finished_at is not None:
            files().delete(packed.key)
            return
        _keep(batch, packed)
    batch.finished_at = clock.now()
    failed = sum(1 for item in batch.items if item.failed)
    counts: dict[str, Any] = {"done": len(batch.items) - failed, "failed": failed}
    audit.record(FINISH, batch, actor_id=batch.asked_by_id, sha256=batch.sha256, **counts)
    url = f"/batches/{batch.programme.slug}/{batch.ref}"
    asked_by = [db.session.get_one(User, batch.asked_by_id)]
    announce("batch_finished", asked_by, url=url, act=True, kind=batch.kind.value, **counts)


def _keep(batch: Batch, packed: packing.Packed) -> None:
    """The archive is the batch's; what an earlier try left beside it goes."""
    batch.storage_key, batch.sha256, batch.size = packed.key, packed.sha256, packed.size
    batch.expires_at = clock.now() + KEPT
    for item in batch.items:
        if item.award_id in packed.damaged:
            item.done_at, item.failed = None, "damaged"
    for key in set(files().list(f"{packing.PREFIX}/{batch.ref}")) - {packed.key}:
        files().delete(key)


def remove_expired() -> None:
    """Downloads are kept for seven days; they can be asked for again."""
    over = (Batch.storage_key.is_not(None), Batch.expires_at < clock.now())
    keys = list(db.session.scalars(select(Batch.storage_key).where(*over)))
    db.session.rollback()
    for key in keys:
        files().delete(key or "")
    if keys:
        with writing(), db.engine.begin() as connection:
            gone = update(Batch).where(Batch.storage_key.in_(keys)).values(storage_key=None)
            connection.execute(gone)


EVERY_MINUTE.append(remove_expired)
