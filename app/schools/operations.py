"""What changes at a school."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy import Integer, cast, func, select

from app import audit, clock
from app.announce import announce
from app.casefile import check_ins, nudges
from app.casefile.check_ins import TOPICS, Shown
from app.casefile.team import Member, team
from app.certification import letters
from app.domain.action import Action
from app.domain.check_in import Question
from app.domain.errors import AlreadyDone, Invalid
from app.domain.message import Message, marked
from app.domain.nudge import Nudge, NudgeState
from app.domain.people_sheet import Row
from app.domain.roles import Position, Role
from app.domain.workflow import FINAL, State
from app.extensions import db
from app.invitations import invite, revoke
from app.models.account import Invitation, RoleGrant, User
from app.models.application import Application, Claim
from app.models.programme import Programme
from app.models.school import School, Task
from app.recipients import programme_coordinators, school_leads
from app.web.identity import Person
from app.web.sessions import end_sessions
from modules.load import curriculum


def sign_commitment(school: School, head_id: int) -> None:
    """The head's signature under the commitment. Raises AlreadyDone the second time."""
    if school.commitment_signed_at is not None:
        raise AlreadyDone(Message("The commitment is signed already."))
    school.commitment_signed_at, school.commitment_signed_by_id = clock.now(), head_id
    audit.record(Action.SIGN_COMMITMENT, school)
    letters.order("commitment", school.ref)
    people = [*school_leads(school.id), *programme_coordinators(school.programme_id)]
    announce(
        "commitment_signed",
        people,
        url=url_for("schools.commitment", ref=school.ref),
        act=False,
        school=school.name,
    )


def open_application(school: School) -> Application:
    """A new application with a claim for every criterion, pinned to the present version of the standard.

    The programmes of the country are locked for the moment of counting, so that no two get one number.
    Raises AlreadyDone while another application of the school is open.
    """
    countries = select(Programme).where(Programme.country == school.programme.country)
    db.session.execute(countries.with_for_update()).all()
    still_open = select(Application.id).where(
        Application.school_id == school.id, Application.state.not_in(FINAL)
    )
    if db.session.scalar(still_open.limit(1)) is not None:
        raise AlreadyDone(Message("Your school has an open application already."))
    scheme, moment = curriculum().scheme, clock.now()
    application = Application(
        ref=_next_ref(school.programme.country),
        school_id=school.id,
        programme_id=school.programme_id,
        scheme_version=scheme.version,
        state=State.DRAFT,
        support_round=0,
        opened_at=moment,
        moved_at=moment,
    )
    application.claims = [Claim(criterion=criterion.id) for criterion in scheme.criteria]
    db.session.add(application)
    audit.record(Action.OPEN_APPLICATION, application, to=State.DRAFT, scheme=scheme.version)
    people = [*school_leads(school.id), *programme_coordinators(school.programme_id)]
    announce(
        "application_opened",
        people,
        url=url_for("applications.show", ref=application.ref),
        act=False,
        school=school.name,
        ref=application.ref,
    )
    return application


def _next_ref(country: str) -> str:
    start = f"{country}-{clock.today().year}-"
    number = cast(func.substr(Application.ref, len(start) + 1), Integer)
    last = db.session.scalar(
        select(func.max(number)).where(Application.ref.startswith(start, autoescape=True))
    )
    return f"{start}{(last or 0) + 1:04d}"


def check_in(school: School, asked: Shown, answers: Mapping[str, Mapping[str, Any]], *, by: Person) -> None:
    """Keep the answers (question → done, words) of the yearly check-in, once; they change nothing about the award.

    The country's coordinators are told when something is not in place. Raises AlreadyDone.
    """
    row = check_ins.kept(asked.award_id, asked.when.number)
    if row.answered_at is not None:
        raise AlreadyDone(Message("Somebody of your school has answered this check-in already."))
    row.answers = {question: dict(answer) for question, answer in answers.items()}
    row.answered_at, row.answered_by_id = clock.now(), by.id
    open_points = [Question(one) for one, answer in answers.items() if not answer["done"]]
    db.session.flush()
    audit.record(Action.CHECK_IN, row.award, number=row.number, not_yet=open_points)
    if open_points:
        announce(
            "check_in_answered",
            programme_coordinators(school.programme_id),
            url=url_for("programmes.school", slug=school.programme.slug, ref=school.ref, _anchor="check-ins"),
            act=False,
            school=school.name,
            name=by.name,
            topics=[TOPICS[one] for one in open_points],
        )


def remove_member(school: School, user_id: int, *, by: int) -> str:
    """Take a person off the team: the role ends, their sessions end, their criteria are free again.

    Returns the name. Raises Invalid for the head (the programme changes heads), oneself and strangers.
    """
    query = select(RoleGrant).where(
        RoleGrant.school_id == school.id, RoleGrant.user_id == user_id, RoleGrant.revoked_at.is_(None)
    )
    grants = list(db.session.scalars(query))
    if not grants:
        raise Invalid(Message("This person is not in the team any more."))
    if user_id == by:
        raise Invalid(Message("You cannot remove yourself. Ask the other lead of your school."))
    if any(grant.position is Position.HEAD for grant in grants):
        raise Invalid(Message("Only your programme can change the head of a school."))
    for grant in grants:
        grant.revoked_at = clock.now()
    given = (
        select(Claim)
        .join(Application)
        .where(Application.school_id == school.id, Application.state.not_in(FINAL), Claim.owner_id == user_id)
    )
    freed = list(db.session.scalars(given))
    for claim in freed:
        claim.owner_id = None
    end_sessions(user_id)
    audit.record(Action.REMOVE_MEMBER, school, member=user_id, criteria=[claim.criterion for claim in freed])
    person = grants[0].user
    announce("member_removed", [person], url="/", act=True, school=school.name)
    return person.name


NOT_NOW = {
    NudgeState.WAITING: marked("They were reminded this week already. Once a week is enough."),
    NudgeState.FINISHED: marked("They have passed every module: there is nothing to remind of."),
    NudgeState.ONESELF: marked("You need no reminder from yourself. Your modules are under “Learning”."),
}


def nudge(school: School, user_id: int | None, *, by: int, lead: str) -> list[str]:
    """Remind one person of the module that comes next, or everybody who may be reminded now; returns names.

    lead: the name of the person `by`, as the mail says it. Raises Invalid when nobody can be reminded.
    """
    db.session.execute(select(School.id).where(School.id == school.id).with_for_update())
    members = [one for one in team(school.id) if user_id in (None, one.user_id)]
    found = nudges.of_team(school.id, members, by=by)
    behind = {one.user_id: one for one in members if found[one.user_id].state is NudgeState.OPEN}
    if not behind:
        raise Invalid(_why_nobody(None if user_id is None else found.get(user_id)))
    audit.record(Action.NUDGE, school, members=list(behind))
    for person in db.session.scalars(select(User).where(User.id.in_(behind)).order_by(User.name)):
        _announce_nudge(school, lead, person, behind[person.id])
    return [one.name for one in behind.values()]


def _why_nobody(one: Nudge | None) -> Message:
    if one is not None:
        return Message(NOT_NOW[one.state])
    return Message("Nobody to remind now: everybody has finished, or was reminded this week.")


def _announce_nudge(school: School, lead: str, person: User, member: Member) -> None:
    module = nudges.next_module(member)
    assert module is not None
    announce(
        "training_nudged",
        [person],
        url=url_for("learning.show", module=module.id),
        act=True,
        school=school.name,
        lead=lead,
        module=curriculum().text(module.id, person.language).title,
        number=module.number,
        begun=member.progress[module.id].seen > 0,
        minutes=member.progress[module.id].minutes_left,
    )


def invite_member(
    school: School, *, email: str, name: str, position: Position, language: str, by: int
) -> Invitation:
    """Invite a colleague, or the online-safety coordinator. Raises Invalid (field email)."""
    role = Role.LEAD if position is Position.COORDINATOR else Role.MEMBER
    invitation = invite(email, role, by=by, name=name, language=language, position=position, school=school)
    personal = {"email": invitation.email}
    audit.record(Action.INVITE_MEMBER, school, personal=personal, invitation=invitation.id, position=position)
    return invitation


def invite_members(school: School, rows: Sequence[Row], *, by: int) -> int:
    """Invite everybody of a list that can be invited; returns how many. All of them or, when one fails, none."""
    good = [row for row in rows if row.good]
    for row in good:
        invite_member(
            school, email=row.email, name=row.name, position=row.position, language=row.language, by=by
        )
    return len(good)


def revoke_invitation(school: School, number: int) -> str:
    """Take an invitation back; returns its address. Raises Invalid when it is not open any more."""
    found = db.session.get(Invitation, number)
    if found is None or found.school_id != school.id or found.accepted_at or found.revoked_at:
        raise Invalid(Message("This invitation is not open any more."))
    revoke(found)
    audit.record(Action.INVITE_MEMBER, school, invitation=found.id, revoked=True)
    return found.email


def add_task(school: School, by: int, *, title: str, who: str, due_on: date | None, proof: str) -> Task:
    """A task that the school wrote itself."""
    task = Task(
        school_id=school.id,
        title=title,
        who=who,
        due_on=due_on,
        proof=proof,
        created_by_id=by,
        created_at=clock.now(),
    )
    db.session.add(task)
    audit.record(Action.WORK_ON_TASK, task, added=True)
    return task


def finish_task(task: Task, by: int) -> None:
    """Raises AlreadyDone when somebody was quicker."""
    if task.done_at is not None:
        raise AlreadyDone(Message("This task is done already."))
    task.done_at, task.done_by_id = clock.now(), by
    audit.record(Action.WORK_ON_TASK, task, done=True)


def reopen_task(task: Task) -> None:
    """The task was not finished after all."""
    if task.done_at is None:
        raise AlreadyDone(Message("This task is open already."))
    task.done_at = task.done_by_id = None
    audit.record(Action.WORK_ON_TASK, task, done=False)
