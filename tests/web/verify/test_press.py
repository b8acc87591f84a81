"""What a school may show: badge, words, poster; and when it may not."""

from io import BytesIO

import pikepdf
import pytest

from app.clock import now
from app.domain.workflow import AwardState
from app.extensions import db
from app.files import files
from app.models import Letter
from certificates.facts import LANGUAGES
from tests.certificates.tools import run
from tests.factories.awards import certify, make_award
from tests.factories.people import make_school


def test_the_press_kit_has_the_badge_without_a_script_and_words_in_five_languages(client) -> None:
    award = certify(make_award(make_school(name="Gymnasium No. 12")))
    page = client.get(f"/verify/{award.code}/press-kit")

    snippet = next(one.get_text() for one in page.soup.select("code") if "badge.svg" in one.get_text())
    assert snippet.startswith(f'<a href="http://localhost/verify/{award.code}"><img src=')
    assert "<script" not in snippet
    wordings = page.soup.select("section.panel")
    assert [one["lang"] for one in wordings] == list(LANGUAGES)
    for one in wordings:
        assert "Gymnasium No. 12" in one.get_text()
        assert f"http://localhost/verify/{award.code}" in one.get_text()
    assert "Don’t say that the school is safe" in page.text
    assert f"/verify/{award.code}/press-kit" in client.get(f"/verify/{award.code}").html


def test_the_poster_is_tagged_and_its_code_leads_to_the_public_page(client, tmp_path) -> None:
    award = certify(make_award(make_school(name="Gymnasium No. 12")))
    content = client.get(f"/verify/{award.code}/poster.pdf").response.get_data()

    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
    (tmp_path / "poster.pdf").write_bytes(content)
    run("pdftoppm", "-r", "100", "-png", tmp_path / "poster.pdf", tmp_path / "poster")
    read = run("zbarimg", "-q", tmp_path / "poster-1.png")
    assert f"http://localhost/verify/{award.code}" in read
    assert "Gymnasium No. 12" in run("pdftotext", tmp_path / "poster.pdf", "-")


def test_while_there_is_no_poster_the_page_says_so(client) -> None:
    award = make_award()
    answer = client.get(f"/verify/{award.code}/poster.pdf", status=303).response
    assert answer.headers["Location"] == f"/verify/{award.code}/press-kit"
    assert "The poster is being drawn" in client.get(f"/verify/{award.code}/press-kit").text


@pytest.mark.parametrize("state", [AwardState.SUSPENDED, AwardState.WITHDRAWN])
def test_a_school_is_told_to_stop_when_the_certificate_is_not_valid(client, state: AwardState) -> None:
    award = make_award(state=state, state_changed_at=now())
    assert "Use nothing of this page now" in client.get(f"/verify/{award.code}/press-kit").text


def test_an_unknown_code_has_no_press_kit(client) -> None:
    client.get("/verify/CISS-0000-0000-0000/press-kit", status=404)


def test_the_poster_is_made_once(client) -> None:
    award = certify(make_award())
    kept = db.session.query(Letter).one()
    certify(award)
    assert [one.key for one in db.session.query(Letter)] == [kept.key]
    assert files().exists(kept.key)
