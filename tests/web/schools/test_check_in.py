"""The yearly check-in of a Gold school: ten minutes, kept once, and nothing typed is lost."""

from sqlalchemy import select

from app.domain.check_in import Question
from app.domain.workflow import AwardState
from app.extensions import db
from app.models import AuditEvent, Award, CheckIn, OutgoingMail
from tests.factories.awards import make_award
from tests.factories.check_ins import ALL, make_answer, make_gold, typed
from tests.factories.people import (
    make_coordinator,
    make_head,
    make_member,
    make_programme,
    make_school,
    make_school_coordinator,
)
from tests.support.client import Client


def address(award: Award) -> str:
    return f"/schools/{award.school.ref}/check-in"


def answers() -> list[CheckIn]:
    return list(db.session.scalars(select(CheckIn).order_by(CheckIn.id)))


def test_the_coordinator_of_the_school_answers_in_one_form(client: Client) -> None:
    award = make_gold(since=-10)
    lead = make_school_coordinator(award.school, name="Nadia Lis")
    page = client.sign_in(lead).get(address(award))
    assert page.heading == "Yearly check-in"
    assert "takes nothing away: your certificate stays as it is" in page.text
    assert "No names of children" in page.text
    client.submit(address(award), typed(), to=address(award))
    [kept] = answers()
    assert kept.answered_by_id == lead.id
    assert set(kept.answers) == {one.value for one in ALL}
    assert kept.answers["drill"] == {"done": True, "words": "The box was found, the form was not."}
    after = client.get(address(award))
    assert "Thank you. Your check-in is kept" in after.text
    assert "Nadia Lis" in after.text
    assert "The box was found, the form was not." in after.text
    assert not after.soup.select("main form")


def test_a_not_yet_is_kept_and_leaves_the_certificate_alone(client: Client) -> None:
    award = make_gold()
    client.sign_in(make_head(award.school)).submit(address(award), typed(Question.PEOPLE), to=address(award))
    db.session.expire_all()
    assert award.state is AwardState.ACTIVE
    assert "This certificate is valid." in client.get(f"/verify/{award.code}").text
    assert "The new deputy learns until May." in client.get(address(award)).text


def test_the_coordinators_of_the_country_hear_of_a_not_yet_and_of_nothing_else(client: Client) -> None:
    told, good = make_gold(make_school(name="Lyceum No. 2")), make_gold()
    coordinator = make_coordinator(told.school.programme)
    for award, form in ((told, typed(Question.ROUTES)), (good, typed())):
        client.sign_in(make_head(award.school)).submit(address(award), form, to=address(award))
    [mail] = db.session.scalars(select(OutgoingMail).where(OutgoingMail.recipient == coordinator.email))
    assert mail.subject == "Lyceum No. 2 checked in: something is not in place yet"
    assert "– Ways to report and to get help" in mail.body
    assert "– Drill" not in mail.body
    assert f"/programmes/belarus/schools/{told.school.ref}#check-ins" in mail.body


def test_what_was_typed_stays_when_something_is_missing(client: Client) -> None:
    award = make_gold()
    form = {**typed(), "people": "not-yet", "policy": "", "told_words": "In the first week."}
    page = client.sign_in(make_head(award.school)).submit(address(award), form, to=address(award), status=422)
    assert "Say what is missing, and by when." in page.text
    assert "Choose an answer." in page.text
    shown = page.form()
    assert shown["told_words"].strip() == "In the first week."
    assert (shown["people"], shown["drill"]) == ("not-yet", "yes")
    assert answers() == []
    assert db.session.query(AuditEvent).filter_by(action="check-in").count() == 0


def test_a_drill_without_a_lesson_is_asked_again(client: Client) -> None:
    award = make_gold()
    form = {**typed(), "drill_words": " "}
    page = client.sign_in(make_head(award.school)).submit(address(award), form, to=address(award), status=422)
    assert "Say what was learned." in page.text


def test_conditions_of_the_award_are_shown_and_asked_about(client: Client) -> None:
    award = make_gold(conditions="Put the number of the helpline on every floor.")
    head = make_head(award.school)
    page = client.sign_in(head).get(address(award))
    assert "Put the number of the helpline on every floor." in page.text
    client.submit(address(award), {**typed(), "conditions": "yes"}, to=address(award))
    assert answers()[0].answers["conditions"]["done"] is True


def test_it_is_answered_once_and_one_press_counts_once(client: Client) -> None:
    award = make_gold()
    head, second = make_head(award.school), make_school_coordinator(award.school)
    late = {**client.sign_in(second).get(address(award)).form(), **typed()}
    first = {**client.sign_in(head).get(address(award)).form(), **typed()}
    client.post(address(award), first, fresh=False)
    client.post(address(award), first, fresh=False)
    page = client.sign_in(second).post(
        address(award),
        {**late, "csrf_token": client.csrf(), "told_words": "My own words."},
        status=409,
        fresh=False,
    )
    assert "Somebody of your school has answered this check-in already." in page.text
    assert "My own words." in page.text
    assert [kept.answered_by_id for kept in answers()] == [head.id]
    assert db.session.query(AuditEvent).filter_by(action="check-in").count() == 1


def test_a_form_of_last_year_is_refused_in_words(client: Client) -> None:
    award = make_gold(since=0, months=24)
    form = {**typed(), "version": f"{award.code}/1"}
    page = client.sign_in(make_head(award.school)).post(address(award), form, status=409)
    assert "Another check-in is asked by now." in page.text
    assert "The box was found, the form was not." in page.text
    assert answers() == []


def test_a_suspended_award_waits(client: Client) -> None:
    award = make_gold(state=AwardState.SUSPENDED)
    page = client.sign_in(make_head(award.school)).get(address(award))
    assert "The check-in waits until it holds again." in page.text
    form = {**typed(), "version": f"{award.code}/1"}
    assert "not asked to check in now" in client.post(address(award), form, status=409).text


def test_before_its_time_the_page_says_when_it_opens(client: Client) -> None:
    award = make_gold(since=-100)
    page = client.sign_in(make_head(award.school)).get(address(award))
    assert "Nothing to do now. The next check-in opens on" in page.text
    assert not page.soup.select("main form")


def test_a_school_without_gold_reads_that_nothing_is_asked(client: Client) -> None:
    award = make_award(tier="silver")
    assert "No check-in for your school" in client.sign_in(make_head(award.school)).get(address(award)).text


def test_staff_and_the_countrys_coordinator_read_and_do_not_answer(client: Client) -> None:
    award = make_gold(months=24)
    make_answer(award, make_head(award.school, name="Vera Kot"), words="Reviewed with parents.")
    for person in (make_member(award.school), make_coordinator(award.school.programme)):
        page = client.sign_in(person).get(address(award))
        assert "Reviewed with parents." in page.text
        assert "Vera Kot" in page.text
        assert not page.soup.select("main form")
        client.post(address(award), {**typed(), "version": f"{award.code}/2"}, status=403)


def test_another_school_and_another_country_find_nothing(client: Client) -> None:
    award, other = make_gold(), make_school(make_programme("MD"))
    for person in (make_head(make_school()), make_coordinator(other.programme)):
        client.sign_in(person).get(address(award), status=404)
        client.post(address(award), typed(), status=404)
    assert answers() == []
