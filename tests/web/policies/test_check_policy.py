"""A person checks the policy of their school: pasted or as a file, in any of five languages; nothing is kept."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from app.clock import now
from app.extensions import db
from app.models import AuditEvent
from app.template_files import WRITERS, blank
from certificates.paper import paper_pdf
from modules.load import load_template
from modules.policy_text import load_parts, load_policy
from tests.factories.people import make_user
from tests.support.client import Client, Page
from tests.support.queries import counted

URL = "/policies/check"
RUSSIAN = load_policy("ru").parts


def boxes(page: Page) -> dict[str, str]:
    """The paragraphs offered, by the id of their box."""
    found = page.soup.select("textarea[readonly]")
    return {str(one["id"]).split("-", 1)[1]: one.get_text().strip() for one in found}


def written(page: Page) -> str:
    """What stands in the form's own box."""
    return page.form(URL)["text"].strip().replace("\r\n", "\n")


def whole(*without: str) -> str:
    return "\n\n".join(f"{part.name}\n{part.write}" for name, part in RUSSIAN.items() if name not in without)


@pytest.fixture
def person(client: Client) -> Client:
    return client.sign_in(make_user())


def test_only_who_is_signed_in_may_ask(client: Client) -> None:
    assert client.get(URL, status=303).location.startswith("/accounts/sign-in")


def test_the_form_says_that_nothing_is_stored_and_leads_to_the_template(person: Client) -> None:
    page = person.get(URL)
    assert "The text is read and forgotten: nothing of it is stored" in page.text
    assert page.soup.select_one('a[href="/tools/online-safety-policy"]')


def test_missing_parts_come_with_the_paragraph_in_the_language_of_the_text(person: Client) -> None:
    page = person.ask(URL, {"text": whole("log", "care")})

    assert boxes(page) == {name: f"{RUSSIAN[name].name}\n{RUSSIAN[name].write}" for name in ("log", "care")}
    assert "Read as Russian" in page.text
    assert load_policy("en").parts["log"].why in page.text, "the reason is told in the reader’s language"
    assert page.soup.select_one('a[href="/learning/m3-reporting/tool"]'), "the screen that teaches the log"


def test_what_was_pasted_stays_in_the_form_to_be_mended_and_checked_again(person: Client) -> None:
    text = whole("log")
    page = person.ask(URL, {"text": text})
    kept = page.form(URL)
    assert written(page) == text

    mended = f"{text}\n\n{boxes(page)['log']}"
    done = person.ask(URL, {**kept, "text": mended})
    assert boxes(done) == {}
    empty = mended.count("____")
    assert f"{empty} lines to fill in (____) are still empty" in done.text
    assert "Every part is there" not in done.text

    filled = person.ask(URL, {**kept, "text": mended.replace("____", "Анна Мороз")})
    assert "Every part is there" in filled.text
    assert "still empty" not in filled.text


def test_the_paragraphs_we_offer_make_an_empty_policy_complete(person: Client) -> None:
    first = person.ask(URL, {"text": "Our rules for the internet", "language": "en"})
    assert list(boxes(first)) == [ref.id for ref in load_parts()]
    second = person.ask(URL, {"text": "\n\n".join(boxes(first).values()).replace("____", "Alma Reed")})
    assert "Every part is there" in second.text


def test_a_mention_asks_for_more_and_quotes_what_is_there(person: Client) -> None:
    page = person.ask(URL, {"text": "We are online. We use passwords."})
    assert "Mentioned only: say more" in page.text
    assert [q.get_text() for q in page.soup.select("section section q")] == ["We use passwords."]


def test_harmful_words_come_with_line_replacement_and_reason(person: Client) -> None:
    text = "Политика школы в сети.\nДетская порнография запрещена.\nСтатья закона «Детская порнография» известна."
    page = person.ask(URL, {"text": text})
    rows = [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in page.soup.select("tbody tr")
    ]
    assert [row[0] for row in rows] == ["2", "3"]
    assert rows[0][2] == "материалы с сексуальным насилием над детьми"
    assert rows[1][2] == "Fine, but only as the title of a law."


def test_markup_in_the_text_stays_text(person: Client) -> None:
    page = person.ask(URL, {"text": "Online <script>alert(1)</script>: <b>child pornography</b> is bad."})
    assert "<script>alert" not in page.html
    assert "<b>child" not in page.html


def test_a_text_about_something_else_is_said_to_be_one(person: Client) -> None:
    page = person.ask(URL, {"text": "Cross the street when the light is green."})
    assert "This text hardly speaks of life online" in page.text


def test_a_language_that_cannot_be_told_is_asked_for_and_a_chosen_one_is_taken(person: Client) -> None:
    assert "We could not tell the language well" in person.ask(URL, {"text": "Internet 2025"}).text
    page = person.ask(URL, {"text": "Internet 2025", "language": "ro"})
    assert "Read as Romanian" in page.text
    assert page.form(URL)["language"] == "ro"


def test_blanks_of_a_word_processor_do_not_glue_words_together(person: Client) -> None:
    page = person.ask(URL, {"text": "Every\u00a0incident\u00a0online is handled on the same\u2028day."})
    assert written(page) == "Every incident online is handled on the same\nday."


def test_the_report_can_be_had_as_a_sheet(person: Client) -> None:
    page = person.ask(URL, {"text": whole("log"), "show": "sheet"})
    assert page.heading == "What is missing in our policy"
    assert RUSSIAN["log"].write in page.text
    assert not page.soup.select("nav, textarea")


def test_nothing_is_written_and_the_same_form_can_be_sent_again(person: Client, count_rows) -> None:  # type: ignore[no-untyped-def]
    kept = {"text": "We are online.", "once": "the-same-key-for-both-times"}
    before = {table: count_rows(table) for table in db.metadata.tables}
    first, second = person.ask(URL, kept), person.ask(URL, kept)
    assert first.text == second.text
    assert {table: count_rows(table) for table in db.metadata.tables} == before
    assert db.session.query(AuditEvent).filter_by(action="check-policy").count() == 0


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_an_office_file_is_read_and_its_text_put_into_the_box(person: Client, kind: str) -> None:
    body = WRITERS[kind](blank(load_template("online-safety-policy", "en"), now()))
    page = person.ask(URL, {"file": (BytesIO(body), f"policy.{kind}")})
    assert "Approved by, on, minute number" in written(page)
    assert set(boxes(page)) <= {"outside-help"}


def test_a_pdf_is_read(person: Client) -> None:
    body = "".join(f"<h2>{part.name}</h2><p>{part.write}</p>" for part in RUSSIAN.values())
    pdf = paper_pdf(body, title="Политика", language="ru", dated=date(2025, 9, 1))
    page = person.ask(URL, {"file": (BytesIO(pdf), "policy.pdf")})
    assert boxes(page) == {}


def test_deleted_words_of_a_tracked_document_are_not_read(person: Client) -> None:
    document = Document()
    document.add_paragraph("We are online.")
    run = document.add_paragraph().add_run("Passwords are never shared.")
    for text in run._r:
        text.tag = text.tag.replace("}t", "}delText")
    out = BytesIO()
    document.save(out)
    page = person.ask(URL, {"file": (BytesIO(out.getvalue()), "policy.docx")})
    assert written(page) == "We are online."


def test_neither_text_nor_file_is_told(person: Client) -> None:
    page = person.ask(URL, {"text": "  "}, status=422)
    assert "Paste the text of your policy, or choose a file." in page.text


def test_a_text_that_is_too_long_is_refused_and_kept(person: Client) -> None:
    text = "online " * 15_000
    page = person.ask(URL, {"text": text}, status=422)
    assert "Use at most 100000 characters." in page.text
    assert written(page) == text.strip()


def test_a_file_that_cannot_be_read_says_why_and_keeps_what_was_pasted(person: Client) -> None:
    page = person.ask(
        URL, {"text": "We are online.", "file": (BytesIO(b"%PDF-1.7 nothing"), "a.pdf")}, status=422
    )
    assert "This PDF is damaged and cannot be read." in page.text
    assert written(page) == "We are online."


def test_a_request_larger_than_any_file_is_refused_before_it_is_read(person: Client) -> None:
    body = BytesIO(b"--x\r\n")
    answer = person.browser.post(
        URL,
        input_stream=body,
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(12 * 1024 * 1024)},
    )
    assert answer.status_code == 413
    assert body.tell() == 0


def test_a_report_costs_no_more_queries_than_the_empty_form(person: Client) -> None:
    person.get(URL)
    with counted() as empty:
        shown = person.get(URL)
    kept = shown.form(URL)
    with counted() as full:
        person.browser.post(URL, data={**kept, "text": whole("log")})
    assert len(full) <= len(empty)
