"""The life of a certificate as entries of the component `timeline`, oldest first."""

from datetime import date

from flask_babel import gettext as _

from app.domain.action import Action
from app.domain.award import Status
from app.verify.queries.certificate import Certificate
from app.web.templating import day

Entry = dict[str, str]
STOPPED = {
    Status.SUSPENDED: Action.SUSPEND,
    Status.WITHDRAWN: Action.WITHDRAW,
}  # told by the row if not by the log


def history(page: Certificate) -> list[Entry]:
    """Issued, every pause and its end, and how it ended or will end."""
    names = {
        Action.SUSPEND: _("Suspended"),
        Action.RESTORE: _("Suspension ended"),
        Action.WITHDRAW: _("Withdrawn"),
    }
    past = [_entry(page.issued_on, _("Issued"))]
    past += [_entry(change.on, names[Action(change.action)], change.reason) for change in page.history]
    if not page.history and page.changed_on and page.status in STOPPED:
        past.append(_entry(page.changed_on, names[STOPPED[page.status]], page.reason))
    if page.status is Status.SUPERSEDED and page.changed_on:
        what = (
            _("Renewed: a newer certificate follows")
            if page.renewed
            else _("Replaced by a newer certificate")
        )
        past.append(_entry(page.changed_on, what))
    elif page.status is Status.EXPIRED:
        past.append(_entry(page.expires_on, _("Expired")))
    elif page.status is not Status.WITHDRAWN:
        past.append(_entry(page.expires_on, _("Ends, unless it is renewed"), state="ahead"))
    return past


def _entry(on: date, what: str, why: str = "", state: str = "past") -> Entry:
    return {"when": day(on), "what": what, "who": "", "why": why, "state": state}
