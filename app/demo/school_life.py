"""A school's own part of its story: joining, learning, preparing an application, handing it in."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.applications import operations as applications
from app.casefile.scheme import scheme_of
from app.casework.evidence import Content
from app.certification import completions
from app.demo import lessons, papers, people, words
from app.demo.opening import Entry
from app.demo.people import Cast
from app.demo.stage import Calendar, Story, acting, seen_afresh
from app.domain.roles import Position
from app.extensions import db
from app.files import keep
from app.models.account import User
from app.models.application import Application, Claim, EvidenceForm
from app.models.completion import WHOLE_COURSE
from app.models.school import School, Task
from app.programmes import operations as programmes
from app.schools import operations as schools
from app.uploads import Accepted
from modules.load import curriculum

ROUTES = (
    "Tell an adult you trust: any teacher, or the psychologist in room 12",
    "Write, without your name, into the box by the library or the form on the school’s page",
    "Call the children’s helpline: day and night, free of charge",
)


class Life:
    """What is known of one school while its story is told."""

    def __init__(self, cast: Cast, entry: Entry, calendar: Calendar) -> None:
        self.cast, self.entry, self.calendar = cast, entry, calendar
        self.school: School
        self.head: User
        self.lead: User  # the online-safety coordinator
        self.teacher: User
        self.application: Application

    @property
    def coordinator(self) -> User:
        """The coordinator of the country."""
        return self.cast.coordinators[self.entry.country]

    def case(self) -> Application:
        """The application as the next request would find it."""
        return seen_afresh(self.application)

    def claims(self) -> dict[str, Claim]:
        return {claim.criterion: claim for claim in self.case().claims}


def joins(life: Life) -> Story:
    """The head is invited and brings in the others; the head signs the commitment."""
    yield life.calendar.moment
    slug = life.entry.slug
    query = select(School).where(School.source_id == life.entry.source_id)
    life.school = db.session.scalars(query).one()
    zone = life.school.programme.timezone
    with acting(life.coordinator):
        invitation = programmes.invite_head(
            life.school, name=life.entry.head, email=people.address(f"head.{slug}"), language="en",
            by=life.coordinator.id,
        )  # fmt: skip
    yield life.calendar.after(days=2)
    life.head = people.accept(invitation, f"head.{slug}", timezone=zone)
    yield life.calendar.after(minutes=25)
    with acting(life.head):
        asked = [
            schools.invite_member(
                life.school, email=people.address(f"{handle}.{slug}"), name=name, position=position, language="en",
                by=life.head.id,
            )
            for handle, name, position in (
                ("coordinator", life.entry.coordinator, Position.COORDINATOR),
                ("teacher", life.entry.teacher, Position.STAFF),
            )
        ]  # fmt: skip
    yield life.calendar.after(days=2)
    life.lead = people.accept(asked[0], f"coordinator.{slug}", timezone=zone)
    yield life.calendar.after(days=2)
    life.teacher = people.accept(asked[1], f"teacher.{slug}", timezone=zone)
    yield life.calendar.after(days=1)
    with acting(life.head):
        schools.sign_commitment(life.school, life.head.id)


def learns(life: Life, modules: int = 5) -> Story:
    """Head and coordinator pass so many modules and begin the next; the teacher passes two."""
    every = curriculum().modules
    for number, module in enumerate(every[:modules]):
        yield life.calendar.after(days=2)
        learners = [life.head, life.lead, *([life.teacher] if number < 2 else [])]
        for learner in learners:
            with acting(learner):
                lessons.study(learner, module)
        yield life.calendar.after(days=2)
        for place, learner in enumerate(learners):
            with acting(learner):
                lessons.plan(learner, module, school_id=life.school.id, number=number + place)
    if modules < len(every):
        yield life.calendar.after(days=1)
        for learner, screens in ((life.head, 3), (life.lead, 6)):
            with acting(learner):
                lessons.study(learner, every[modules], screens=screens)


def takes_certificates(life: Life) -> Story:
    """The head, who passed everything, asks for personal certificates: of module 3 and of the whole course."""
    yield life.calendar.after(days=1)
    with acting(life.head):
        for module in (curriculum().modules[2].id, WHOLE_COURSE):
            completions.issue(life.head, module)


def applies(life: Life, levels: Mapping[str, int], modules: int = 5) -> Story:
    """An application is opened and its claims are written, module by module, each with its evidence."""
    yield life.calendar.after(days=1)
    with acting(life.lead):
        life.application = schools.open_application(life.school)
        claims = life.claims()
        for given in ("5.1", "5.3"):
            applications.give_criterion(claims[given], life.teacher.id)
    for number in range(1, modules + 1):
        yield life.calendar.after(days=3)
        claims = life.claims()
        for criterion in scheme_of(life.case()).criteria:
            if criterion.module == number and not criterion.automatic:
                author = life.teacher if claims[criterion.id].owner_id else life.lead
                with acting(author):
                    _claim(life, claims[criterion.id], levels[criterion.id], author)


def _claim(life: Life, claim: Claim, level: int, author: User) -> None:
    place, name = life.entry.locality, claim.criterion
    responsible = f"{life.lead.name}, online-safety coordinator" if name[0] == "3" else words.keeper(name)
    applications.claim_level(
        claim,
        level=level,
        reason="",
        how=words.how(name, level, place),
        responsible=responsible,
        by=author.id,
    )
    if level == 0:
        return
    day = clock.today() - timedelta(days=20)
    text = words.evidence_text(name, level, place, day)
    _add(claim, Content(EvidenceForm.TEXT, text=text), author, words.evidence_title(name, day), "record")
    file = _file(life, name)
    if file is not None:
        _add(claim, _stored(file), author, file.display_name.rsplit(".", 1)[0].replace("-", " "), "examine")


def _stored(file: Accepted) -> Content:
    return Content(EvidenceForm.FILE, accepted=file, storage_key=keep(file.content))


def _add(claim: Claim, content: Content, author: User, title: str, kind: str) -> None:
    applications.add_evidence(
        claim, content, by=author.id, title=title[:160], kind=kind, dated_on=clock.today() - timedelta(days=20),
        review_on=None, language="en", restricted=False, readers=[],
    )  # fmt: skip


def _file(life: Life, criterion: str) -> Accepted | None:
    """The file that belongs to this criterion, if a school would have one."""
    school, day = life.entry.name, f"{clock.today():%d %B %Y}"
    texts = curriculum().criterion(criterion).text
    if criterion == "1.1":
        paragraphs = (texts.requirement, texts.intent, f"Adopted by the council of {school}.", f"Date: {day}")
        return papers.scan(texts.title, paragraphs, f"{life.entry.head}, head", f"{texts.title.lower()}.pdf")
    if criterion == "3.1":
        return papers.poster(school, ROUTES, "reporting-poster.png")
    if criterion == "3.2":
        return papers.flowchart()
    if criterion == "3.8":
        lines = (f"Drill of {day}, {school}", "Report through the form at 10:05.", "First human answer at 12:40.",
                 "What we change: the deputy gets the alarm too.")  # fmt: skip
        return papers.record(lines, "record-of-the-drill.txt")
    return None


def submits(life: Life) -> Story:
    """The first plans are put into practice, and the head hands the application in."""
    yield life.calendar.after(days=1)
    _finish_tasks(life, most=4)
    yield life.calendar.after(days=1)
    with acting(life.head):
        applications.submit(life.case(), by=life.head.id)


def finishes_tasks(life: Life) -> Story:
    """What the plans of the modules left to do is done as well."""
    yield life.calendar.after(days=30)
    _finish_tasks(life)


def _finish_tasks(life: Life, most: int | None = None) -> None:
    planned = select(Task).where(Task.school_id == life.school.id, Task.done_at.is_(None)).order_by(Task.id)
    with acting(life.lead):
        for task in db.session.scalars(planned.limit(most)).all():
            schools.finish_task(task, life.lead.id)
