"""A learner's certificate: offered after the pass, made on request, opened by its owner alone."""

import pytest

from app import jobs
from app.extensions import db
from app.models import Completion, User
from modules.load import curriculum
from tests.factories.completions import M3, asked, learner
from tests.factories.learning import enrol, finish
from tests.support.client import Client
from tests.support.queries import count_queries
from tests.web.learning.walk import url

HERE = f"{url(M3)}/certificate"


@pytest.fixture
def olena(client: Client) -> User:
    user = learner()
    client.sign_in(user)
    return user


def test_the_last_screen_and_the_overview_lead_to_it(client: Client, olena: User) -> None:
    for page in (client.get(url(M3, "done")), client.get("/learning")):
        assert page.soup.select_one(f"main a[href='{HERE}']")
        assert not page.soup.select_one("main a[href='/learning/certificate']")
    assert client.get("/accounts/profile").soup.select_one("a[href='/learning#certificates']")
    for module in curriculum().modules:
        if module.id != M3:
            finish(olena, module.id)
    for page in (client.get(url(M3, "done")), client.get("/learning")):
        assert page.soup.select_one("main a[href='/learning/certificate']")


def test_one_asks_waits_a_minute_and_opens_it(client: Client, olena: User) -> None:
    offered = client.get(HERE)
    assert "It will carry the name “Olena Kovalchuk”" in offered.text
    assert "Are the name and the language (English) right?" in offered.text
    assert client.submit(HERE, {}, to=HERE).location == HERE
    waiting = client.get(HERE)
    assert "ready in a minute" in waiting.text
    assert waiting.soup.select_one(f".next-step a[href='{HERE}']").get_text() == "Look again"
    assert client.get(f"{HERE}.pdf", status=303).location == HERE

    jobs.run_due()

    page = client.get(HERE)
    assert page.soup.select_one(f"a[href='{HERE}.pdf']")
    answer = client.get(f"{HERE}.pdf").response
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    code = db.session.query(Completion).one().code
    assert code in page.text
    assert f"filename={code}.pdf" in answer.headers["Content-Disposition"]


def test_a_double_click_makes_one(client: Client, olena: User) -> None:
    shown = client.get(HERE).form(HERE)
    for _ in range(2):
        client.post(HERE, shown, fresh=False)
    client.submit(HERE, {}, to=HERE) if client.get(HERE).soup.select("main form") else None

    assert db.session.query(Completion).count() == 1


def test_before_the_pass_the_page_says_what_to_do(client: Client) -> None:
    user = learner()
    client.sign_in(user)
    enrol(user, "m1-rights", seen=["door"])

    assert "when the module is passed" in client.get(f"{url('m1-rights')}/certificate").text
    assert "when all modules are passed" in client.get("/learning/certificate").text
    client.post(f"{url('m1-rights')}/certificate", status=409)
    client.post("/learning/certificate", status=409)
    assert client.get("/learning/certificate.pdf", status=303).location == "/learning/certificate"


def test_the_whole_course_has_its_own(client: Client, olena: User) -> None:
    for module in curriculum().modules:
        if module.id != M3:
            finish(olena, module.id)
    client.submit("/learning/certificate", {}, to="/learning/certificate")
    jobs.run_due()

    assert client.get("/learning/certificate").soup.select_one("a[href='/learning/certificate.pdf']")
    assert client.get("/learning/certificate.pdf").response.data.startswith(b"%PDF")
    client.get(f"{HERE}.pdf", status=303)


def test_nobody_gets_anothers(client: Client, olena: User) -> None:
    asked(olena)
    other = learner("Piotr Novik")
    client.sign_out().sign_in(other)

    assert client.get(f"{HERE}.pdf", status=303).location == HERE
    assert "Olena" not in client.get(HERE).text
    client.sign_out()
    assert "sign-in" in client.get(HERE, status=303).location
    assert "sign-in" in client.get(f"{HERE}.pdf", status=303).location


def test_a_corrected_name_offers_a_new_paper(client: Client, olena: User) -> None:
    first = asked(olena)
    assert "Make a new certificate" not in client.get(HERE).text
    olena.name = "Olena Bondar"
    db.session.commit()

    page = client.get(HERE)
    assert "the code of the old one says “replaced”" in page.text
    client.submit(HERE, {}, to=HERE)
    jobs.run_due()

    page = client.get(HERE)
    assert "Olena Bondar" in page.text
    assert first.code not in page.text
    assert "was replaced" in client.get(f"/verify/{first.code}").text


def test_a_name_that_cannot_be_written_is_refused_and_says_where_to_mend_it(client: Client) -> None:
    client.sign_in(learner("Olena 😀"))

    page = client.submit(HERE, {}, to=HERE, status=422)

    assert "do not have these characters of your name: 😀" in page.text
    assert page.soup.select_one("main a[href='/accounts/profile']")
    assert db.session.query(Completion).count() == 0


def test_an_unknown_module_is_not_there(client: Client, olena: User) -> None:
    for ending in ("", ".pdf"):
        client.get(f"/learning/m9-unknown/certificate{ending}", status=404)
    client.post("/learning/m9-unknown/certificate", status=404)


def test_the_page_costs_five_questions_at_most(client: Client, olena: User) -> None:
    asked(olena)
    client.get(HERE)
    with count_queries() as asked_of:
        client.get(HERE)
    assert asked_of.total <= 5
