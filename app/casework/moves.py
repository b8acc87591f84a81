"""A case moves from one state to the next, and the log says from where to where."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app import audit, clock
from app.domain.action import Action
from app.domain.workflow import State, advance
from app.extensions import db
from app.models.application import Application


def move(
    application: Application,
    action: Action,
    target: State | None = None,
    *,
    personal: Mapping[str, Any] | None = None,
    **details: Any,
) -> None:
    """Bring the application to the state that follows and write the one audit record. Raises NotNow."""
    before = application.state
    after = State(advance(before, action, target))
    application.state, application.moved_at = after, clock.now()
    known: dict[str, Any] = {"from": before, "to": after, "scheme": application.scheme_version}
    audit.record(action, application, personal=personal, **known, **details)


def hold(application: Application) -> None:
    """Wait for anybody else who is moving this case, then see the state they left it in.

    On PostgreSQL the row is locked; on SQLite the request holds the write lock already.
    """
    db.session.execute(select(Application.id).where(Application.id == application.id).with_for_update())
    db.session.refresh(application, ["state", "moved_at", "version"])
