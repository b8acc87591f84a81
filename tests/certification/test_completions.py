"""Learners’ certificates: made once for a pass, drawn and sealed in a job, replaced by a corrected one."""

import hashlib
from datetime import timedelta

import pytest

from app import jobs
from app.certification import completions, compromise
from app.certification.issuing import PATIENCE, never_give_up
from app.certification.keys import known_keys
from app.clock import now
from app.domain.codes import Code, parse
from app.domain.errors import Invalid, NotNow
from app.extensions import db
from app.files import Sweep, files
from app.models import Completion, Job
from app.models.completion import WHOLE_COURSE
from certificates.keys import KeyStore
from certificates.seal import examine
from modules.load import curriculum
from tests.factories.awards import audit_actions
from tests.factories.completions import M3, asked, learner
from tests.factories.learning import enrol, finish
from tests.factories.people import make_user


def test_a_pass_becomes_a_sealed_paper_with_its_own_code(app, settings) -> None:
    made = asked(learner())

    assert isinstance(parse(made.code), Code)
    content = completions.pdf(made)
    assert hashlib.sha256(content).hexdigest() == made.pdf_sha256
    seals = KeyStore(settings.data / "keys", settings.key_passphrase).trusted_seals()
    assert examine(content, seals).as_issued
    assert audit_actions(made.code) == ["issue-completion", "seal-completion"]
    assert made.snapshot["name"] == "Olena Kovalchuk"
    assert made.snapshot["modules"] == [[3, curriculum().text(M3, "en").title, made.completed_on.isoformat()]]


def test_before_the_pass_there_is_none(app) -> None:
    user = make_user()
    enrol(user, M3, seen=["door"])

    with pytest.raises(NotNow):
        completions.issue(user, M3)
    with pytest.raises(NotNow):
        completions.issue(learner(), WHOLE_COURSE)


def test_the_whole_course_is_completed_on_the_day_of_the_last_pass(app) -> None:
    user = make_user(language="uk")
    for days, module in enumerate(curriculum().modules):
        finish(user, module.id, at=now() - timedelta(days=days + 3))

    made = asked(user, WHOLE_COURSE)

    assert made.completed_on == (now() - timedelta(days=3)).date()
    assert [number for number, _, _ in made.snapshot["modules"]] == [1, 2, 3, 4, 5]
    assert (made.snapshot["language"], made.snapshot["second_language"]) == ("uk", "en")
    assert made.snapshot["minutes"] == sum(module.minutes for module in curriculum().modules)


def test_a_pass_that_is_due_for_a_refresh_still_counts_with_its_own_day(app) -> None:
    user = make_user()
    long_ago = now() - timedelta(days=900)
    finish(user, M3, at=long_ago)

    assert completions.issue(user, M3).completed_on == long_ago.date()


def test_asking_twice_gives_the_same_paper_and_one_job(app) -> None:
    user = learner()
    first, second = completions.issue(user, M3), completions.issue(user, M3)
    db.session.commit()

    assert first.id == second.id
    assert jobs.run_due() == 1
    assert completions.issue(user, M3).id == first.id
    assert db.session.query(Completion).count() == 1


def test_a_corrected_name_gives_a_new_code_and_the_old_paper_is_replaced(app) -> None:
    user = learner("Olena Kovalchik")
    old = asked(user)
    user.name = "Olena Kovalchuk"

    new = asked(user)

    assert new.code != old.code
    assert new.completed_on == old.completed_on
    assert old.replaced
    assert not new.replaced
    assert completions.pdf(old) != completions.pdf(new)
    assert audit_actions(old.code)[-1] == "replace-completion"


def test_a_pass_that_was_refreshed_gets_a_paper_beside_the_first(app) -> None:
    user = make_user()
    enrolment = finish(user, M3, at=now() - timedelta(days=900))
    first = asked(user)
    enrolment.passed_at = now()

    second = asked(user)

    assert second.completed_on > first.completed_on
    assert first.withdrawn_at is None


def test_a_name_that_our_fonts_cannot_write_is_refused_in_words(app) -> None:
    with pytest.raises(Invalid) as refused:
        completions.issue(learner("Olena 😀"), M3)

    assert refused.value.message.params == {"characters": "😀"}


def test_two_workers_who_drew_the_same_paper_keep_one(app) -> None:
    made = completions.issue(learner(), M3)
    db.session.commit()
    for content in (b"first", b"second"):
        completions._keep(made.id, content, specimen=True)
        db.session.commit()

    assert completions.pdf(made) == b"first"
    assert len(list(files().list(completions.PREFIX))) == 1


def test_a_paper_withdrawn_while_it_was_drawn_is_not_kept(app) -> None:
    user = learner()
    made = completions.issue(user, M3)
    db.session.commit()
    completions.forget(user)
    db.session.commit()

    completions._keep(made.id, b"late", specimen=True)

    assert list(files().list(completions.PREFIX)) == []


def test_what_a_killed_worker_left_is_swept(app) -> None:
    made = asked(learner())
    files().put("completions/aa/orphan", b"nobody knows me")
    sweep = Sweep(completions.PREFIX, Completion.pdf_key)

    assert (sweep.orphans(), sweep.orphans()) == (0, 1)
    assert list(files().list(completions.PREFIX)) == [made.pdf_key]


def test_a_paper_under_a_stolen_seal_is_made_again(app) -> None:
    made = asked(learner())
    before = completions.pdf(made)

    compromise.issue_again(known_keys().active("seal"))
    db.session.commit()
    assert completions.pdf(made) is None
    jobs.run_due()
    db.session.expire_all()

    assert completions.pdf(made) not in (None, before)
    assert audit_actions(made.code)[-2:] == ["issue-again", "seal-completion"]


def test_a_paper_that_was_given_up_is_tried_again_after_some_hours(app) -> None:
    made = completions.issue(learner(), M3)
    job = db.session.query(Job).filter_by(name=completions.JOB).one()
    job.attempts, job.run_after = jobs.MOST_ATTEMPTS, now() - PATIENCE - timedelta(minutes=5)
    db.session.commit()

    never_give_up()
    jobs.run_due()
    db.session.expire_all()

    assert made.prepared_at is not None
