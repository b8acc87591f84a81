"""Tell people: a line in their inbox at once, and a mail in the outbox, in the transaction of the event.

The words are a template, `templates/emails/<event>.txt`, in each person's language: its first line is the subject.
A message carries the text of what happened and never the name of a restricted file.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app, render_template
from flask_babel import force_locale

from app import clock, jobs
from app.extensions import db
from app.models.account import User
from app.models.message import Notice, OutgoingMail
from app.web.language import written

DIGEST_HOUR = 7


def next_digest(moment: datetime, timezone: str) -> datetime:
    """The next seven o'clock in the morning where the person is."""
    local = moment.astimezone(ZoneInfo(timezone))
    day = local.date() + timedelta(days=1 if local.hour >= DIGEST_HOUR else 0)
    return datetime.combine(day, time(DIGEST_HOUR), ZoneInfo(timezone))


def words(event: str, language: str, **params: Any) -> tuple[str, str]:
    """Subject and body of an announcement in a language."""
    with force_locale(str(written(language))):
        text = render_template(f"emails/{event}.txt", **params)
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split())[:200], body.strip() + "\n"


def absolute(url: str) -> str:
    """A path as the public types it."""
    return url if "://" in url else current_app.config["SETTINGS"].base_url + url


def announce(event: str, people: Iterable[User], *, url: str, act: bool, **params: Any) -> None:
    """Inbox at once for each person; mail at once if they must `act`, otherwise in the daily digest.

    event: name of the template, past tense (`changes_requested`). url: path of the page to open. Among params,
    `stop` is the path where the person, or their mail program for them, ends mails of this kind.
    """
    if "stop" in params:
        params["stop"] = absolute(params["stop"])
    moment = clock.now()
    for user in {
        user.id: user for user in people if user.erased_at is None and user.disabled_at is None
    }.values():
        subject, body = words(event, user.language, person=user.name, url=absolute(url), **params)
        db.session.add(
            Notice(user_id=user.id, subject=subject, body=body, url=url, urgent=act, created_at=moment)
        )
        if user.email:
            after = moment if act else next_digest(moment, user.timezone)
            kept = {"user_id": user.id, "digest": not act, "stop_url": params.get("stop", "")}
            _outbox(user.email, subject, body, after=after, **kept)


def write_to(event: str, address: str, language: str, *, url: str, **params: Any) -> None:
    """A mail to somebody who has no account yet (an invitation), in the outbox."""
    subject, body = words(event, language, url=absolute(url), **params)
    _outbox(address, subject, body, after=clock.now())


def _outbox(
    address: str,
    subject: str,
    body: str,
    *,
    after: datetime,
    user_id: int | None = None,
    digest: bool = False,
    stop_url: str = "",
) -> None:
    db.session.add(
        OutgoingMail(
            user_id=user_id,
            recipient=address,
            subject=subject,
            body=body,
            digest=digest,
            created_at=clock.now(),
            send_after=after,
            attempts=0,
            failed="",
            stop_url=stop_url,
        )
    )
    jobs.enqueue("deliver-mail", after=after)
