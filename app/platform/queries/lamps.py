"""Lamps: what must work for everything else to work. Green says nothing, red says what to do."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from alembic.script import ScriptDirectory
from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, or_, select, text

from app import clock
from app.audit import digest
from app.domain.roles import Role
from app.extensions import db
from app.models.account import RoleGrant, User
from app.models.audit import AuditEvent
from app.models.message import Job, OutgoingMail
from app.models.programme import Programme
from app.models.school import School
from config import Settings

WAITING = timedelta(minutes=15)
BACKUP_AGE = timedelta(days=2)
LEAST_SPACE = 1024**3  # bytes
MIGRATIONS = Path(__file__).parents[3] / "migrations"


@dataclass(frozen=True)
class Lamp:
    name: str
    green: bool
    text: str  # how it is
    todo: str = ""  # what to do when it is red


@dataclass(frozen=True)
class Counts:
    programmes: int
    schools: int
    people: int
    waiting_roles: int


def counts() -> Counts:
    """Figures of the first screen; one query."""
    unanswered = (RoleGrant.confirmed_at.is_(None), RoleGrant.revoked_at.is_(None))
    return Counts(
        *db.session.execute(
            select(
                select(func.count(Programme.id)).where(Programme.closed_at.is_(None)).scalar_subquery(),
                select(func.count(School.id)).where(School.archived_at.is_(None)).scalar_subquery(),
                select(func.count(User.id)).where(User.erased_at.is_(None)).scalar_subquery(),
                select(func.count(RoleGrant.id)).where(*unanswered).scalar_subquery(),
            )
        ).one()
    )


def lamps() -> list[Lamp]:
    """Every lamp, red ones first; three queries."""
    settings: Settings = current_app.config["SETTINGS"]
    found = [_database(), *_work(), _log(), _disk(settings), _keys(settings), _backup(settings)]
    return sorted(found, key=lambda lamp: lamp.green)


@cache
def _newest_migration() -> str:
    return ScriptDirectory(str(MIGRATIONS)).get_current_head() or ""


def _database() -> Lamp:
    here = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
    todo = _("Stop the service, make a backup, then run: ./ciss migrate")
    return Lamp(
        _("Database"),
        here == _newest_migration(),
        _("Its tables are at version %(version)s.", version=here),
        todo,
    )


def _work() -> list[Lamp]:
    """Jobs, mails and administrators in one query."""
    late = clock.now() - WAITING
    stuck = (Job.done_at.is_(None), or_(Job.failed != "", Job.run_after < late))
    undelivered = (OutgoingMail.sent_at.is_(None), OutgoingMail.attempts > 0)
    admins = (
        RoleGrant.role == Role.ADMIN,
        RoleGrant.revoked_at.is_(None),
        RoleGrant.confirmed_at.is_not(None),
    )
    jobs, mails, people = db.session.execute(
        select(
            select(func.count(Job.id)).where(*stuck).scalar_subquery(),
            select(func.count(OutgoingMail.id)).where(*undelivered).scalar_subquery(),
            select(func.count(func.distinct(RoleGrant.user_id))).where(*admins).scalar_subquery(),
        )
    ).one()
    return [_jobs(jobs), _mails(mails), _administrators(people)]


def _jobs(count: int) -> Lamp:
    how = ngettext(
        "%(num)s job failed or waits for more than 15 minutes.",
        "%(num)s jobs failed or wait for more than 15 minutes.",
        count,
    )
    todo = _("Look into the service’s log and start the worker again: ./ciss worker")
    return Lamp(_("Jobs"), count == 0, how, todo)


def _mails(count: int) -> Lamp:
    how = ngettext(
        "%(num)s mail could not be delivered yet.", "%(num)s mails could not be delivered yet.", count
    )
    todo = _("Check MAIL_URL and the mail server; the mails are kept and tried again.")
    return Lamp(_("Mail"), count == 0, how, todo)


def _administrators(count: int) -> Lamp:
    how = ngettext(
        "%(num)s person administers the platform.", "%(num)s people administer the platform.", count
    )
    todo = _("Roles need a second person’s confirmation. Make another administrator: ./ciss create-admin")
    return Lamp(_("Second administrator"), count >= 2, how, todo)


def _log() -> Lamp:
    """Does the newest event follow from the one before it? `./ciss verify-log` checks them all."""
    last = list(db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(2)))
    whole = bool(last) and all(event.hash == digest(event.previous, event) for event in last)
    whole = whole and (len(last) < 2 or last[0].previous == last[1].hash)
    head = (
        _("Its newest event is number %(number)s.", number=last[0].id) if last else _("It has no events yet.")
    )
    return Lamp(_("Audit log"), whole, head, _("Find the first broken event: ./ciss verify-log"))


def _disk(settings: Settings) -> Lamp:
    usage = shutil.disk_usage(settings.data)
    share = round(100 * usage.free / usage.total)
    green = usage.free >= LEAST_SPACE and share >= 5
    how = _(
        "%(free)s GB are free, %(share)s %% of the disk.", free=round(usage.free / 1024**3, 1), share=share
    )
    return Lamp(
        _("Disk"),
        green,
        how,
        _("Make room: move old backups elsewhere, or give the data folder a larger disk."),
    )


def _keys(settings: Settings) -> Lamp:
    """Keys made for trying things out must not sign real certificates."""
    from certificates.keys import KeyProblem, KeyStore

    try:
        records = KeyStore(settings.data / "keys", settings.key_passphrase).records()
    except (KeyProblem, OSError, ValueError) as error:
        return Lamp(
            _("Keys"),
            False,
            _("The list of keys cannot be read: %(why)s", why=str(error)),
            _("Bring back the folder “keys” from a backup."),
        )
    trial = [record.id for record in records if record.development and record.state == "active"]
    how = (
        ngettext("%(num)s key signs only for trials.", "%(num)s keys sign only for trials.", len(trial))
        if trial
        else _("Every key is made for this platform.")
    )
    green = not (settings.production and (trial or not records))
    return Lamp(_("Keys"), green, how, _("Make keys for production: ./ciss keys create"))


def _backup(settings: Settings) -> Lamp:
    """The moment `./ciss backup` left; only a production platform must have one."""
    file = settings.data / "last-backup"
    todo = _("Run ./ciss backup FILE now, and let it run every night.")
    if not file.exists():
        return Lamp(_("Backup"), not settings.production, _("There is no backup yet."), todo)
    try:
        made = datetime.fromisoformat(file.read_text(encoding="ascii").strip())
    except ValueError:
        return Lamp(_("Backup"), False, _("The note about the last backup cannot be read."), todo)
    hours = round((clock.now() - made).total_seconds() / 3600)
    return Lamp(
        _("Backup"),
        clock.now() - made < BACKUP_AGE,
        _("The last one is %(hours)s hours old.", hours=hours),
        todo,
    )
