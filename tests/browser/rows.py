"""What would be tedious to click thirty times, done through the product's own operations in its database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import Flask, g
from sqlalchemy import select

from app import clock
from app.applications.operations import add_evidence, claim_level
from app.applications.operations.evidence import Content
from app.assessments.operations.judging import Marks, judge, judgement_of
from app.database import writing
from app.domain.roles import Actor
from app.extensions import db
from app.models import Application, Claim, Enrolment, EvidenceForm, School, User, WebSession
from modules.load import curriculum
from tests.factories.doors import give_password
from tests.factories.learning import finish
from tests.factories.people import make_head, make_programme, make_school, make_school_coordinator

HOW = "We have done this since September; every class and every colleague is reached, and we look at it twice a year."
OTHER = {
    "1.1": 1,
    "1.4": -1,
    "2.1": 1,
    "2.8": -1,
    "3.2": 1,
    "4.3": -1,
    "5.2": 1,
    "5.4": -1,
}  # no school is all of one kind
REASON = "The paper is adopted and in date; staff and pupils describe the same practice."


class Rows:
    """A hand inside the running product's database."""

    def __init__(self, app: Flask, url: str) -> None:
        self.app, self.url = app, url

    @contextmanager
    def acting(self, address: str) -> Iterator[User]:
        """One transaction in which this person acts, committed at the end."""
        with self.app.test_request_context(base_url=self.url):
            with writing():
                user = db.session.scalars(select(User).where(User.email == address)).one()
                g.person, g.actor = None, Actor(user.id)
                yield user
                db.session.commit()
            db.session.remove()

    def learns(self, address: str) -> None:
        """Pass every module that this person has not passed yet."""
        with self.acting(address) as user:
            begun = {
                one.module: one for one in db.session.scalars(select(Enrolment).filter_by(user_id=user.id))
            }
            for module in curriculum().modules:
                if module.id in begun:
                    begun[module.id].passed_at = begun[module.id].passed_at or clock.now()
                else:
                    finish(user, module.id)

    def rates_the_rest(self, ref: str, address: str, level: int) -> None:
        """Claim this level, with a note as evidence, wherever nothing is claimed yet."""
        with self.acting(address) as user:
            for claim in _claims(ref):
                if claim.level is None and not _automatic(claim):
                    claim_level(
                        claim,
                        level=level + OTHER.get(claim.criterion, 0),
                        reason="",
                        how=HOW,
                        responsible="The deputy head",
                        by=user.id,
                    )
                if not claim.evidence and not _automatic(claim):
                    add_evidence(
                        claim, Content(EvidenceForm.TEXT, text=f"Minutes for {claim.criterion}: {HOW}"), by=user.id,
                        title=f"Minutes for {claim.criterion}", kind="examine", language="en", review_on=None,
                        dated_on=clock.today() - timedelta(days=20), restricted=False, readers=[],
                    )  # fmt: skip

    def judges_the_rest(self, ref: str, address: str, level: int) -> None:
        """Give these marks wherever the assessor has given none yet."""
        with self.acting(address) as user:
            for claim in _claims(ref):
                if judgement_of(claim.id) is None:
                    judge(claim, user.id, Marks(level, level, False, {}, False, REASON), [])

    def lets_a_quarter_of_an_hour_pass(self, address: str) -> None:
        """The phone's code of this person was given too long ago to count."""
        with self.acting(address) as user:
            for session in db.session.scalars(select(WebSession).where(WebSession.user_id == user.id)):
                session.stepped_up_at = clock.now() - timedelta(minutes=16)

    def opens_a_school(self) -> School:
        """A registered school in another country, whose head signs in with a password and has signed the commitment."""
        with self.app.test_request_context(base_url=self.url), writing():
            school = make_school(make_programme("MD"), commitment_signed_at=clock.now())
            give_password(make_head(school, name="Ana Rusu", email=f"head.{school.ref}@school.example"))
            give_password(make_school_coordinator(school, email=f"coordinator.{school.ref}@school.example"))
            db.session.refresh(school)
            db.session.expunge(school)
            db.session.remove()
        return school


def _claims(ref: str) -> list[Claim]:
    case = db.session.scalars(select(Application).where(Application.ref == ref)).one()
    return sorted(case.claims, key=lambda claim: claim.criterion)


def _automatic(claim: Claim) -> bool:
    return next(one for one in curriculum().scheme.criteria if one.id == claim.criterion).automatic
