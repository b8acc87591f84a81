"""Anyone checks a certificate of learning: what was learned and whether it counts; the name is compared, never shown."""

import pytest

from app.certification import completions
from app.clock import now
from app.extensions import db
from app.files import files
from app.models import Completion
from app.models.account import SignInFailure
from app.models.completion import WHOLE_COURSE
from app.verify.operations import MOST_WRONG
from modules.load import curriculum
from tests.factories.awards import make_award
from tests.factories.completions import asked, learner
from tests.factories.learning import finish
from tests.support.queries import count_queries
from tests.web.verify.test_file import bring


@pytest.fixture
def paper(app) -> Completion:
    return asked(learner())


def compare(client, paper: Completion, name: str, *, status: int = 303):
    here = f"/verify/{paper.code}"
    sent = client.submit(here, {"name": name}, to=f"{here}/compare", status=status)
    return client.get(sent.location) if status == 303 else sent


def test_a_code_of_learning_says_what_was_learned_and_not_by_whom(client, paper) -> None:
    page = client.get(f"/verify/{paper.code}")

    assert page.heading == "Certificate of learning"
    assert "This certificate of learning is valid." in page.text
    assert "Module 3: Reporting, response and care" in page.text
    assert "O… K…" in page.text
    assert "Olena" not in page.html
    assert "Kovalchuk" not in page.html
    assert "It does not certify a school." in page.text


def test_no_search_engine_and_no_cache_keeps_the_page(client, paper) -> None:
    page = client.get(f"/verify/{paper.code}")

    assert page.response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.soup.select_one("meta[name=robots]")["content"] == "noindex, nofollow"
    assert page.soup.select("[itemscope]") == []
    assert paper.code not in client.get("/verify/register").html


@pytest.mark.parametrize("name", ["Olena Kovalchuk", "  kovalchuk   OLENA ", "OLENA Kovalchuk"])
def test_the_name_on_the_paper_is_confirmed(client, paper, name) -> None:
    assert "belongs to this code" in compare(client, paper, name).text


@pytest.mark.parametrize("name", ["Olena Kovalchik", "Olena", "O… K…"])
def test_another_name_is_not(client, paper, name) -> None:
    page = compare(client, paper, name)

    assert "does not belong to this code" in page.text
    assert (
        "does not belong" not in client.get(f"/verify/{paper.code}").text
    )  # told once, to the one who asked


def test_an_empty_name_asks_for_one(client, paper) -> None:
    assert "Fill this in." in compare(client, paper, " ", status=422).text


def test_nobody_finds_a_name_by_guessing(client, paper) -> None:
    compare(client, paper, "Olena 1")
    counted = db.session.query(SignInFailure).one()
    db.session.add_all(SignInFailure(key=counted.key, at=now()) for _ in range(MOST_WRONG - 1))
    db.session.commit()

    page = client.post(f"/verify/{paper.code}/compare", {"name": "Olena Kovalchuk"}, status=422)

    assert "come back tomorrow" in page.text
    assert "belongs to this code" in compare(client, asked(learner("Piotr Novik")), "Piotr Novik").text


def test_a_replaced_paper_says_so_and_compares_nothing(client, paper) -> None:
    paper.user.name = "Olena Kovalchuk-Bondar"
    asked(paper.user)

    page = client.get(f"/verify/{paper.code}")

    assert "was replaced by a newer one" in page.text
    assert page.soup.select("main form[action$=compare]") == []
    client.post(f"/verify/{paper.code}/compare", {"name": "Olena Kovalchuk"}, status=422)


def test_an_erased_persons_code_says_withdrawn_and_no_name(client, paper) -> None:
    completions.forget(paper.user)
    db.session.commit()

    page = client.get(f"/verify/{paper.code}")

    assert "withdrawn at the person’s request" in page.text
    assert "O…" not in page.text
    client.post(f"/verify/{paper.code}/compare", {"name": "Olena Kovalchuk"}, status=422)


def test_the_whole_course_is_named_as_such(client, app) -> None:
    user = learner()
    for module in curriculum().modules:
        if module.id != "m3-reporting":
            finish(user, module.id)

    assert (
        "The whole course, all five modules" in client.get(f"/verify/{asked(user, WHOLE_COURSE).code}").text
    )


def test_the_document_itself_is_for_its_owner_alone(client, paper) -> None:
    client.get(f"/verify/{paper.code}.pdf", status=404)
    client.get(f"/verify/{paper.code}/badge.svg", status=404)


def test_the_file_is_known_again_and_a_changed_byte_is_noticed(client, paper) -> None:
    content = files().get(paper.pdf_key)

    page = bring(client, content)
    assert "This file is ours and unchanged." in page.text
    assert f"the certificate of learning {paper.code}" in page.text
    assert "This certificate of learning is valid." in page.text
    changed = bring(client, content + b"%")
    assert "This file is not as we issued it." in changed.text
    assert paper.code in changed.text


def test_the_shell_says_the_same(app, paper, tmp_path) -> None:
    file = tmp_path / "paper.pdf"
    run = app.test_cli_runner().invoke
    file.write_bytes(files().get(paper.pdf_key))
    valid = run(args=["ciss", "verify", str(file)])
    paper.user.name = "Olena Bondar"
    asked(paper.user)
    replaced = run(args=["ciss", "verify", str(file)])
    file.write_bytes(file.read_bytes() + b"%")
    changed = run(args=["ciss", "verify", str(file)])

    assert (valid.exit_code, replaced.exit_code, changed.exit_code) == (0, 1, 1)
    assert "ours and unchanged: the certificate of learning" in valid.output
    assert "replaced by a newer one" in replaced.output
    assert "not as we issued it" in changed.output


def test_a_schools_certificate_costs_one_question_as_before_and_a_persons_two(client, paper) -> None:
    award = make_award()
    for code, cost in ((award.code, 1), (paper.code, 2)):
        client.get(f"/verify/{code}")
        with count_queries() as asked_of:
            client.get(f"/verify/{code}")
        assert asked_of.total == cost


def test_a_school_has_no_name_to_compare(client) -> None:
    client.post(f"/verify/{make_award().code}/compare", {"name": "Olena"}, status=404)
