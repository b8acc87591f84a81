"""How far a school has come is kept in the transaction of the move, and can be counted again from the rows."""

import random

import pytest
from sqlalchemy import select

from app.clock import now
from app.domain.funnel import Step
from app.domain.workflow import State
from app.extensions import db
from app.models import Application, School
from app.standing import rebuild
from modules.load import curriculum
from tests.factories.cases import make_application
from tests.factories.learning import enrol
from tests.factories.people import make_head, make_member, make_school


def reached() -> dict[str, int]:
    return dict(iter(db.session.execute(select(School.ref, School.reached))))


def step(school: School) -> Step:
    return Step(db.session.scalar(select(School.reached).where(School.id == school.id)))


def test_a_school_climbs_from_the_list_to_the_assessor(app: object) -> None:
    school = make_school(invited_at=None, registered_at=None)
    assert step(school) is Step.LISTED
    school.invited_at = now()
    db.session.commit()
    assert step(school) is Step.INVITED
    school.registered_at = now()
    db.session.commit()
    assert step(school) is Step.REGISTERED
    enrol(make_head(school), curriculum().modules[0].id)
    assert step(school) is Step.LEARNING
    application = make_application(school)
    assert step(school) is Step.LEARNING
    head = make_head(school)
    application.submitted_at, application.submitted_by_id = now(), head.id
    application.state = State.SUBMITTED
    db.session.commit()
    assert step(school) is Step.APPLIED
    application.state = State.WITH_ASSESSOR
    db.session.commit()
    assert step(school) is Step.WITH_ASSESSOR


def test_somebody_who_learned_before_joining_counts_from_joining_on(app: object) -> None:
    school, other = make_school(), make_school()
    learner = make_member(other)
    enrol(learner, curriculum().modules[0].id)
    assert (step(school), step(other)) == (Step.REGISTERED, Step.LEARNING)


@pytest.mark.parametrize("seed", range(4))
def test_what_was_kept_is_what_is_counted_again(app: object, seed: int) -> None:
    """Random moves in random order, then the rebuild changes nothing."""
    chance = random.Random(seed)
    schools = [make_school(invited_at=None, registered_at=None) for _ in range(6)]
    for _ in range(60):
        school = chance.choice(schools)
        move = chance.randrange(6)
        if move == 0:
            school.invited_at = now()
        elif move == 1:
            school.registered_at = now()
        elif move == 2:
            enrol(make_member(school), chance.choice(curriculum().modules).id)
        elif (
            move == 3
            and not db.session.scalars(select(Application).where(Application.school_id == school.id)).first()
        ):
            make_application(school, chance.choice([State.DRAFT, State.SUBMITTED]))
        else:
            for application in db.session.scalars(
                select(Application).where(Application.school_id == school.id)
            ):
                application.state = chance.choice(
                    [State.IN_SCREENING, State.WITH_ASSESSOR, State.RETURNED, State.CANCELLED]
                )
        db.session.commit()
    kept = reached()
    assert len(set(kept.values())) > 2
    rebuild()
    db.session.commit()
    assert reached() == kept
