"""Evidence files between the request and the storage: kept before the row, gone again if the row never came.

A file is written, whole and durable, before the transaction that will name it. When that transaction does not
commit, `drop_unclaimed` removes it at the end of the request; whatever a crash leaves is found by the sweep.
"""

from datetime import datetime, timedelta
from typing import Any

from flask import current_app, g
from sqlalchemy import select

from app import audit, clock
from app.extensions import db
from app.jobs import EVERY_MINUTE, job
from app.models.application import Evidence, EvidenceState, EvidenceVersion
from app.storage import Storage, new_key
from app.web.transaction import after_commit

PREFIX = "evidence"
SWEEP_EVERY = timedelta(hours=1)
KEPT_AFTER_WITHDRAWAL = timedelta(days=30)


def files() -> Storage:
    """The one storage of this application."""
    known: dict[str, object] = current_app.extensions
    if "ciss-storage" not in known:
        known["ciss-storage"] = Storage(current_app.config["SETTINGS"].storage_url)
    storage = known["ciss-storage"]
    assert isinstance(storage, Storage)
    return storage


def keep(content: bytes) -> str:
    """Store bytes under a new key; they are dropped at the end of the request unless `claim_file` is called."""
    key = new_key(PREFIX)
    files().put(key, content)
    g.setdefault("unclaimed_files", set()).add(key)
    return key


def claim_file(key: str) -> None:
    """A row names this file now: once the row is committed, the file stays."""
    after_commit(lambda: g.unclaimed_files.discard(key))


def drop_unclaimed(error: BaseException | None = None) -> None:
    """Delete what this request stored without a committed row. For a blueprint's `teardown_request`."""
    for key in g.pop("unclaimed_files", ()):
        files().delete(key)


class Sweep:
    """Removes files that no row names. A row may be younger than its file, so it goes at the second sight only.

    prefix: of their keys. named: the keys that rows name.
    """

    def __init__(self, prefix: str = PREFIX, named: Any = EvidenceVersion.storage_key) -> None:
        self.prefix, self.named = prefix, named
        self.suspects: set[str] = set()
        self.last: datetime | None = None

    def __call__(self) -> None:
        moment = clock.now()
        if self.last is not None and moment - self.last < SWEEP_EVERY:
            return
        self.last = moment
        self.orphans()

    def orphans(self) -> int:
        """Delete those suspected before and still nameless; suspect the new ones. Returns how many went."""
        named = set(db.session.scalars(select(self.named)))
        db.session.rollback()
        nameless = {key for key in files().list(self.prefix) if key not in named}
        gone = nameless & self.suspects
        for key in gone:
            files().delete(key)
        self.suspects = nameless - gone
        return len(gone)


@job("purge-evidence")
def purge_evidence(ref: str) -> None:
    """Forget the content of withdrawn evidence that was never submitted; its hashes stay. The sweep takes the files."""
    query = (
        select(EvidenceVersion)
        .join(Evidence)
        .where(
            Evidence.ref == ref,
            Evidence.withdrawn_at.is_not(None),
            EvidenceVersion.frozen_at.is_(None),
            EvidenceVersion.state != EvidenceState.PURGED,
        )
    )
    for version in db.session.scalars(query).all():
        version.state, version.purged_at = EvidenceState.PURGED, clock.now()
        version.storage_key, version.text, version.url, version.filename = None, "", "", ""
        audit.record("purge-evidence", version.evidence, version=version.number, sha256=version.sha256)


EVERY_MINUTE.append(Sweep())
