"""Fill an empty installation with the demonstration: nearly two years of life in three countries."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import current_app, g
from sqlalchemy import select, update

from app import clock
from app.database import writing
from app.demo import follow_ups, opening, people, plots
from app.demo.downloads import downloads
from app.demo.opening import COUNTRIES, entries
from app.demo.people import Cast
from app.demo.plots import Plot
from app.demo.school_life import Life
from app.demo.stage import Calendar, Story, acting, play
from app.domain.roles import PUBLIC, Role
from app.extensions import db
from app.models.account import User
from app.models.message import Job, Notice, OutgoingMail
from app.models.programme import Programme
from app.models.school import School
from app.programmes import operations as programmes
from config import UnsafeSettings

OPENED = {"BY": 670, "MD": 460, "UA": 21}  # days ago
WAITING = {"BY": (26, 13), "MD": (26, 13), "UA": (17, 8)}  # invitations: days ago, and days to the next round
BEGAN: dict[str, tuple[int, Plot]] = {  # school → days ago, what happened
    "berezki": (640, plots.bronze),  # a year and a half ago: expired by now
    "rosnyansk": (270, plots.bronze_then_silver),
    "sosnovka": (110, plots.bronze_with_conditions),
    "dubrava": (150, plots.cancelled),
    "zarechye": (33, plots.draft),
    "vishnya": (54, plots.in_support),
    "belolesye": (60, plots.changes_requested),
    "ozeryansk": (66, plots.submitted),
    "lipki": (66, plots.with_assessor),
    "klenovka": (70, plots.information_requested),
    "podgorsk": (80, plots.report_final),
    "orizont": (440, plots.gold),  # long enough ago that its yearly check-in is open
    "luceafar": (55, plots.in_screening),
    "speranta": (62, plots.returned),
    "doina": (70, plots.judged),
    "izvoare": (68, plots.check_of_facts),
    "codru": (140, plots.declined),
    "nistru": (67, plots.with_assessor),
    "stejar": (40, plots.draft),
    "primavara": (120, plots.bronze_suspended),
    "ciresarii": (220, plots.bronze_withdrawn),
    "steaua": (64, plots.submitted),
    "salcia": (48, plots.support_asked),
}
READ_AFTER = timedelta(days=12)  # by then people have read what was in their inbox


def seed_if_empty() -> bool:
    """Play the demonstration into an empty database, and say whether that was done.

    Raises UnsafeSettings where the demonstration is off: everybody knows its password.
    """
    settings = current_app.config["SETTINGS"]
    if not settings.demo:
        raise UnsafeSettings("The demonstration has a public password. It is seeded only with CISS_DEMO=1.")
    there = db.session.scalar(select(User.id).limit(1)) or db.session.scalar(select(Programme.id).limit(1))
    db.session.rollback()
    if there is not None:
        return False
    with current_app.test_request_context(base_url=settings.base_url), writing():
        g.person, g.actor = None, PUBLIC
        try:
            until = clock.now()
            play(_stories(Cast(), until), until)
            _tidy(until)
            db.session.commit()
        finally:
            db.session.rollback()
            g.pop("effects", None)
        g.pop("unclaimed_files", None)
    return True


def _stories(cast: Cast, until: datetime) -> Iterator[Story]:
    """Every story with its beginning; the hour differs, so that no two people act at the same moment."""
    morning = until.replace(hour=7, minute=10, second=0, microsecond=0)
    if morning > until:  # installed at night: the last morning was yesterday's
        morning -= timedelta(days=1)
    for number, country in enumerate(COUNTRIES):
        start = morning - timedelta(days=OPENED[country.code], minutes=-3 * number)
        yield opening.opens(cast, country, Calendar(start))
    known = {entry.slug: entry for entry in entries() if entry.slug}
    for number, (slug, (days, plot)) in enumerate(BEGAN.items()):
        start = morning - timedelta(days=days, minutes=-17 * number, seconds=-number)
        yield plot(Life(cast, known[slug], Calendar(start)))
    yield downloads(cast, "MD", Calendar(morning - timedelta(days=1)))
    for country in COUNTRIES:
        days, gap = WAITING[country.code]
        yield _waits(cast, country.code, gap, Calendar(morning - timedelta(days=days, minutes=-5)))
    mornings = BEGAN[follow_ups.SCHOOL][0] - 1
    yield follow_ups.come_back(Calendar(morning - timedelta(days=mornings, minutes=-70)), mornings)


def _waits(cast: Cast, code: str, gap: int, calendar: Calendar) -> Story:
    """What nobody has answered yet: invitations old and new, and a role to be confirmed."""
    yield calendar.moment
    coordinator = cast.coordinators[code]
    programme = db.session.scalars(select(Programme).where(Programme.country == code)).one()
    listed = db.session.scalars(
        select(School)
        .where(School.programme_id == programme.id, School.invited_at.is_(None))
        .order_by(School.id)
    ).all()
    for schools in (listed[:3], listed[3:5]):  # the first three links are out of date by now
        with acting(coordinator):
            for school in schools:
                email = people.address(f"head.{school.ref}")
                programmes.invite_head(school, name="", email=email, language="en", by=coordinator.id)
        yield calendar.after(days=gap)
    if code == "MD":
        opening.propose(programme, Role.EXPERT, 2, "Cristina Rusu", coordinator)


def _tidy(until: datetime) -> None:
    """No flood of old mail at the first start, and old notices have been read."""
    db.session.execute(update(OutgoingMail).values(sent_at=OutgoingMail.created_at))
    mails = update(Job).where(Job.name == "deliver-mail")
    db.session.execute(mails.values(done_at=Job.created_at, attempts=1))
    follow_ups.tidy(until)
    old = update(Notice).where(Notice.created_at < until - READ_AFTER)
    db.session.execute(old.values(read_at=Notice.created_at))
