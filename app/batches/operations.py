"""RUN_BATCH: many certificates at once, and what failed of them once more."""

import secrets
from typing import Any

from sqlalchemy import insert, update

from app import audit, clock
from app.batches.queries import MOST, Choice, chosen_ids
from app.certification import batches
from app.domain.action import Action
from app.domain.award import Status
from app.domain.errors import Invalid, NotNow, Stale
from app.domain.message import Message, marked
from app.extensions import db
from app.models.batch import Batch, BatchItem, BatchKind
from app.models.programme import Programme

HELD = ("", Status.ACTIVE, Status.SUSPENDED)


def run_batch(
    programme: Programme, choice: Choice, kind: BatchKind, *, reason: str, expected: int, by: int
) -> Batch:
    """Start the work on every certificate that fits. `expected`: how many the person was shown.

    Raises Invalid (nothing fits, too many, no reason, ended certificates issued again) and Stale.
    """
    ids = chosen_ids(programme, choice)
    _check(ids, choice, kind, reason, expected)
    return begin(programme, ids, choice, kind, reason=reason, by=by)


def begin(
    programme: Programme, ids: list[int], choice: Choice, kind: BatchKind, *, reason: str, by: int
) -> Batch:
    """A batch with its items and their jobs, all in the present transaction."""
    batch = Batch(
        ref=f"bt-{secrets.token_hex(6)}",
        programme_id=programme.id,
        kind=kind,
        choice=choice.plain(),
        reason=reason if kind is BatchKind.REISSUE else "",
        asked_by_id=by,
        asked_at=clock.now(),
    )
    db.session.add(batch)
    db.session.flush()
    rows: list[dict[str, Any]] = [{"batch_id": batch.id, "award_id": one, "failed": ""} for one in ids]
    db.session.execute(insert(BatchItem), rows)
    audit.record(
        Action.RUN_BATCH, batch, step="start", kind=kind.value, certificates=len(ids), choice=batch.choice
    )
    batches.ask(batch, ids)
    return batch


def _check(ids: list[int], choice: Choice, kind: BatchKind, reason: str, expected: int) -> None:
    if not ids:
        raise Invalid(Message(marked("No certificate fits, so there is nothing to do.")))
    if len(ids) > MOST:
        sentence = marked("At most %(most)s at once. Choose fewer: by region, for example.")
        raise Invalid(Message(sentence, {"most": MOST}))
    if kind is BatchKind.REISSUE and choice.status not in HELD:
        text = marked("Only certificates that are active or suspended are issued again. Choose that status.")
        raise Invalid(Message(text), "kind")
    if kind is BatchKind.REISSUE and not reason:
        raise Invalid(Message(marked("Write why they are issued again.")), "reason")
    if len(ids) != expected:
        raise Stale(Message(marked("Other certificates fit now than were shown to you.")))


def try_again(batch: Batch) -> int:
    """Everything of a finished batch that failed, once more; how many. Raises NotNow."""
    failed = [item.award_id for item in batch.items if item.failed]
    if batch.finished_at is None or not failed:
        raise NotNow(Message(marked("There is nothing to try again now.")))
    of_batch = (BatchItem.batch_id == batch.id, BatchItem.done_at.is_(None))
    db.session.execute(update(BatchItem).where(*of_batch).values(failed=""))
    batch.finished_at = None
    audit.record(Action.RUN_BATCH, batch, step="again", certificates=len(failed))
    batches.ask(batch, failed)
    return len(failed)


def note_download(batch: Batch) -> None:
    """Who took the file is in the log."""
    audit.record(Action.RUN_BATCH, batch, step="download", sha256=batch.sha256)
