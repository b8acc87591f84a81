"""The demonstration is whole: every state, a true log, and nothing happens the second time."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from app import audit, create_app, progress, recall
from app.casefile import check_ins
from app.clock import now, today
from app.demo import seed_if_empty
from app.domain.action import Action
from app.domain.award import Status
from app.domain.roles import Position
from app.domain.workflow import BY_ACTION, State
from app.extensions import db
from app.files import files
from app.models import (
    Application,
    AuditEvent,
    Award,
    EvidenceVersion,
    FollowUp,
    Notice,
    OutgoingMail,
    RoleGrant,
    School,
    User,
)
from app.models.message import Job
from config import Settings, UnsafeSettings


def test_there_is_a_case_in_every_state(shown: dict[str, Any]) -> None:
    assert {case["state"] for case in shown["cases"]} == {state.value for state in State}


def test_there_is_an_award_of_every_status_and_tier(shown: dict[str, Any]) -> None:
    assert {award["status"] for award in shown["awards"]} == {status.value for status in Status}
    assert {award["tier"] for award in shown["awards"]} == {"bronze", "silver", "gold"}


def test_a_gold_school_is_asked_to_check_in(app: Flask) -> None:
    [waiting] = check_ins.waiting(today())
    assert db.session.get_one(Award, waiting.award_id).tier == "gold"
    assert not waiting.when.late(today())


def test_two_countries_have_at_least_two_schools_with_a_case(shown: dict[str, Any]) -> None:
    schools = {(case["country"], case["school"]) for case in shown["cases"]}
    count = Counter(country for country, _ in schools)
    assert len(count) >= 2
    assert min(count.values()) >= 2


def test_the_chain_of_the_log_holds_and_its_times_rise(app: Flask) -> None:
    assert audit.first_broken() is None
    times = list(db.session.scalars(select(AuditEvent.at).order_by(AuditEvent.id)))
    assert len(times) > 1000
    assert times == sorted(times)
    assert times[-1] < now()


def test_replaying_the_log_arrives_at_every_stored_state(app: Flask) -> None:
    """Each move starts where the one before it ended, is a move of the workflow, and the last one is the row's state."""
    for application in db.session.scalars(select(Application)):
        state = None
        query = select(AuditEvent).where(
            AuditEvent.application_id == application.id, AuditEvent.subject_type == "Application"
        )
        for event in db.session.scalars(query.order_by(AuditEvent.id)):
            if event.action == Action.OPEN_APPLICATION:
                state = event.details["to"]
            elif "from" in event.details:
                transition = BY_ACTION[Action(event.action)]
                assert event.details["from"] == state
                assert state in transition.sources
                state = event.details["to"]
                assert state in transition.targets
        assert state == application.state, application.ref


def test_replaying_the_log_arrives_at_every_award(app: Flask) -> None:
    for award in db.session.scalars(select(Award)):
        moves = select(AuditEvent).where(
            AuditEvent.subject_type == "Award", AuditEvent.subject_ref == award.code
        )
        state = "active"
        for event in db.session.scalars(moves.order_by(AuditEvent.id)):
            assert event.details["from"] == state
            state = event.details["to"]
        assert award.state in (state, "superseded")


def test_every_move_of_a_case_names_who_made_it(app: Flask) -> None:
    nobody = select(func.count()).where(
        AuditEvent.actor_id.is_(None), AuditEvent.action.not_in(["create-admin"])
    )
    assert db.session.scalar(nobody) == 0


def test_heads_and_coordinators_who_submitted_have_passed_all_modules(app: Flask) -> None:
    submitted = select(Application.school_id).where(Application.submitted_at.is_not(None))
    leads = select(RoleGrant.user_id).where(
        RoleGrant.school_id.in_(submitted), RoleGrant.position.in_([Position.HEAD, Position.COORDINATOR])
    )
    passed = progress.passed_all(list(db.session.scalars(leads)))
    assert len(passed) > 20
    assert all(day is not None for day in passed.values())


def test_every_file_of_evidence_is_in_the_storage_with_its_size(app: Flask) -> None:
    versions = db.session.scalars(
        select(EvidenceVersion).where(EvidenceVersion.storage_key.is_not(None))
    ).all()
    assert len({version.media_type for version in versions}) >= 4
    for version in versions:
        assert len(files().get(version.storage_key or "")) == version.size


def test_the_first_start_sends_no_old_mail_and_leaves_only_documents_to_be_made(app: Flask) -> None:
    assert db.session.scalar(select(func.count()).where(OutgoingMail.sent_at.is_(None))) == 0
    due = select(Job.name).where(Job.done_at.is_(None), Job.run_after <= now())
    waiting = Counter(db.session.scalars(due))
    assert set(waiting) == {"issue-certificate", "issue-letter", "issue-completion", "batch-item"}
    assert db.session.scalar(select(func.count()).where(Notice.read_at.is_(None))) not in (0, None)


def test_the_registers_are_long_enough_for_lists_and_regions(app: Flask) -> None:
    counts = db.session.execute(
        select(School.programme_id, func.count(), func.count(func.distinct(School.region))).group_by(
            School.programme_id
        )
    ).all()
    assert sorted(count >= 40 for _, count, _ in counts) == [False, True, True]
    assert all(regions >= 3 for _, _, regions in counts)


def test_seeding_a_second_time_changes_nothing(app: Flask) -> None:
    before = _rows()
    assert seed_if_empty() is False
    assert _rows() == before


def test_an_installation_without_the_demonstration_is_never_seeded(settings: Settings) -> None:
    """Its password is public."""
    app = create_app(replace(settings, demo=False))
    with app.app_context(), pytest.raises(UnsafeSettings):
        seed_if_empty()


def _rows() -> dict[str, int]:
    names = db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
    found = {name: db.session.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names}
    db.session.rollback()
    return found


def test_follow_ups_are_sent_answered_and_waiting(app: Flask) -> None:
    sent = db.session.query(FollowUp).filter(FollowUp.sent_at.is_not(None))
    assert sent.filter(FollowUp.finished_at.is_not(None)).count() >= 2
    head = db.session.scalars(select(User).where(User.email.startswith("head.zarechye@"))).one()
    assert [one.day for one in recall.coming(head.id, head.timezone) if one.address]
    waiting = db.session.scalars(select(Notice.url).where(Notice.user_id == head.id)).all()
    assert any(url.startswith("/followups/") for url in waiting)
    late = FollowUp.due_on.between(today() - timedelta(days=50), today() - timedelta(days=1))
    assert db.session.query(FollowUp).filter(FollowUp.sent_at.is_(None), late).count() == 0
