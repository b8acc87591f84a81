"""Every job of the product, by name: what runs after a commit or every minute."""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import delete, select

from app import clock, recall, renewals, workbooks  # noqa: F401  names its job
from app.certification import batches, issuing  # noqa: F401  name their jobs
from app.database import writing
from app.extensions import db
from app.jobs import EVERY_MINUTE, job
from app.mailer import compose, deliver
from app.models.account import OnceKey, SignInFailure, User
from app.models.message import OutgoingMail
from app.web.language import written

MOST_TRIES = 10
log = logging.getLogger("ciss.work")


@job("deliver-mail")
def deliver_mail() -> None:
    """Send every mail that is due; what may wait is bundled into one digest for each person."""
    query = select(OutgoingMail).where(
        OutgoingMail.sent_at.is_(None),
        OutgoingMail.send_after <= clock.now(),
        OutgoingMail.attempts < MOST_TRIES,
    )
    due = list(db.session.scalars(query.order_by(OutgoingMail.id).limit(200)))
    for mail in (mail for mail in due if not mail.digest):
        _send([mail], mail.subject, mail.body)
    digests: dict[str, list[OutgoingMail]] = {}
    for mail in (mail for mail in due if mail.digest):
        digests.setdefault(mail.recipient, []).append(mail)
    for mails in digests.values():
        _send(mails, *_digest(mails))


def _digest(mails: list[OutgoingMail]) -> tuple[str, str]:
    if len(mails) == 1:
        return mails[0].subject, mails[0].body
    user = db.session.get(User, mails[0].user_id) if mails[0].user_id else None
    with force_locale(str(written(user.language if user else "en"))):
        subject = _("CISS: %(count)s pieces of news", count=len(mails))
    parts = [f"— {mail.subject}\n\n{mail.body.strip()}" for mail in mails]
    return subject, "\n\n\n".join(parts) + "\n"


def _send(mails: list[OutgoingMail], subject: str, body: str) -> None:
    """One mail for these rows. A failure is noted and tried again with a pause; the others still go out."""
    settings, moment = current_app.config["SETTINGS"], clock.now()
    try:
        stop_url = mails[0].stop_url if len(mails) == 1 else ""
        deliver(settings, compose(settings, mails[0].recipient, subject, body, stop_url=stop_url))
    except Exception as error:  # whatever the mail server says, the row stays
        for mail in mails:
            mail.attempts += 1
            mail.failed = type(error).__name__
            mail.send_after = moment + timedelta(minutes=2**mail.attempts)
        from app.jobs import enqueue

        enqueue("deliver-mail", after=mails[0].send_after)
        return
    for mail in mails:
        mail.sent_at, mail.failed = moment, ""
        if mail.user_id is None:
            mail.body = ""  # invitations and resets carry a secret link: nothing readable stays behind


def sweep_small_rows() -> None:
    """Forget one-time keys after two days and failed sign-ins after one."""
    moment = clock.now()
    with writing():
        db.session.execute(delete(OnceKey).where(OnceKey.created_at < moment - timedelta(days=2)))
        db.session.execute(delete(SignInFailure).where(SignInFailure.at < moment - timedelta(days=1)))
        db.session.commit()


def send_follow_ups() -> None:
    """Send the follow-up questions that are due, each in a transaction of its own: one that fails holds up no other."""
    _each(recall.due(), recall.send, "follow-up %s was not sent")


def remind_of_renewals() -> None:
    """Tell schools that a check-in waits and that their certificates end, each in a transaction of its own."""
    _each(renewals.check_ins_due(), renewals.ask_to_check_in, "the check-in of award %s was not told")
    _each(renewals.due(), renewals.remind, "the end of award %s was not told")


def _each(waiting: Iterable[int], act: Callable[[int], object], failed: str) -> None:
    db.session.rollback()
    for number in waiting:
        try:
            with writing():
                act(number)
                db.session.commit()
        except Exception:
            log.exception(failed, number)
            db.session.rollback()


EVERY_MINUTE.append(sweep_small_rows)
EVERY_MINUTE.append(send_follow_ups)
EVERY_MINUTE.append(remind_of_renewals)
