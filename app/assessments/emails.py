"""Who is told of an assessor's or a decider's step."""

from collections.abc import Iterable, Sequence

from flask import url_for

from app.announce import announce
from app.casefile.scheme import scheme_of
from app.domain.facts import AssignmentState, Function
from app.domain.panel import deciders_needed
from app.models.account import User
from app.models.application import Application
from app.models.assessment import Decision
from app.models.award import Award
from app.recipients import assigned, programme_coordinators, school_leads


def _tell(
    event: str, people: Iterable[User], application: Application, url: str, *, act: bool, **more: object
) -> None:
    announce(event, people, url=url, act=act, school=application.school.name, ref=application.ref, **more)


def _case(application: Application) -> str:
    return url_for("applications.show", ref=application.ref)


def case_accepted(application: Application) -> None:
    told = [*school_leads(application.school_id), *programme_coordinators(application.programme_id)]
    _tell("case_accepted", told, application, _case(application), act=False)


def information_requested(application: Application, question: str) -> None:
    url = url_for("applications.information", ref=application.ref)
    _tell(
        "information_requested",
        school_leads(application.school_id),
        application,
        url,
        act=True,
        question=question,
    )


def lacks_decider(application: Application) -> bool:
    """Does the case need somebody to decide who has not been asked yet?"""
    if application.ceiling in (None, "bronze"):
        return False
    asked = sum(
        one.function is Function.DECIDER and one.state in (AssignmentState.PROPOSED, AssignmentState.DECLARED)
        for one in application.assignments
    )
    return asked < deciders_needed(application.ceiling, scheme_of(application))


def assessment_finished(application: Application) -> None:
    """The coordinators may have to ask deciders."""
    missing = lacks_decider(application)
    told = programme_coordinators(application.programme_id)
    _tell("assessment_finished", told, application, _case(application), act=missing, missing=missing)


def report_sent(application: Application) -> None:
    url = url_for("applications.facts", ref=application.ref)
    _tell("report_sent", school_leads(application.school_id), application, url, act=True)


def report_finalised(application: Application) -> None:
    """The school reads it; those who decide must act; the coordinators if nobody was asked to decide."""
    report = url_for("assessments.report", ref=application.ref)
    _tell(
        "report_finalised", school_leads(application.school_id), application, report, act=False, decides=False
    )
    deciders = assigned(application, Function.DECIDER)
    if application.ceiling in (None, "bronze"):
        deciders += [u for u in assigned(application, Function.ASSESSOR) if u.id == application.judged_by_id]
    where = url_for("assessments.award", ref=application.ref)
    _tell("report_finalised", deciders, application, where, act=True, decides=True)
    missing = lacks_decider(application)
    told = programme_coordinators(application.programme_id)
    _tell("assessment_finished", told, application, _case(application), act=missing, missing=missing)


def vote_given(application: Application, votes: Sequence[Decision], *, split: bool) -> None:
    """One vote does not settle the case: the others must vote, or the coordinator asks a third person."""
    voted = {vote.decider_id for vote in votes}
    others = [user for user in assigned(application, Function.DECIDER) if user.id not in voted]
    where = url_for("assessments.award", ref=application.ref)
    _tell("vote_given", others, application, where, act=True, split=split, decides=True)
    told = programme_coordinators(application.programme_id)
    _tell("vote_given", told, application, _case(application), act=not others, split=split, decides=False)


def _of_decision(application: Application) -> list[User]:
    return [
        *programme_coordinators(application.programme_id),
        *assigned(application, Function.ASSESSOR, Function.DECIDER),
    ]


def awarded(application: Application, award: Award) -> None:
    """The school is told at once; the certificate itself is prepared in a moment."""
    words: dict[str, object] = {"tier": award.tier, "code": award.code, "conditions": award.conditions}
    where = url_for("verify.show", code=award.code)
    _tell("awarded", school_leads(application.school_id), application, where, act=True, **words)
    _tell("awarded", _of_decision(application), application, where, act=False, **words)


def declined(application: Application, reasons: str) -> None:
    report = url_for("assessments.report", ref=application.ref)
    _tell("declined", school_leads(application.school_id), application, report, act=True, reasons=reasons)
    _tell("declined", _of_decision(application), application, report, act=False, reasons=reasons)


def award_changed(event: str, award: Award, reason: str) -> None:
    """event: award_suspended, award_restored, award_withdrawn. School and coordinators at once."""
    told = [*school_leads(award.school_id), *programme_coordinators(award.programme_id)]
    where = url_for("verify.show", code=award.code)
    announce(event, told, url=where, act=True, school=award.school.name, code=award.code, reason=reason)
