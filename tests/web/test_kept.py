"""Nothing typed is lost when the session ended or the code grew old while somebody was writing."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import update

from app import clock
from app.domain.workflow import State
from app.extensions import db
from app.models import WebSession
from tests.factories.cases import make_application
from tests.factories.people import make_head, make_school
from tests.support.client import Client

WORDS = "Every class teacher reads the rules with the pupils in September."


def test_a_form_sent_after_the_session_ended_shows_what_was_typed(app: Flask, client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school))
    application = make_application(school, State.DRAFT)
    url = f"/applications/{application.ref}/claims/2.1"
    shown = client.get(url).form("claim-level")
    db.session.execute(update(WebSession).values(ended_at=clock.now()))
    db.session.commit()
    page = client.post(f"{url}/claim-level", {**shown, "level": "2", "how": WORDS}, status=401, fresh=False)
    assert WORDS in page.text
    assert page.heading == "Please sign in again"
    db.session.expire_all()
    assert next(claim for claim in application.claims if claim.criterion == "2.1").how == ""


def test_a_session_ends_after_half_an_hour_without_a_page(app: Flask, client: Client) -> None:
    school = make_school()
    client.sign_in(make_head(school))
    client.get(f"/schools/{school.ref}")
    db.session.execute(update(WebSession).values(seen_at=clock.now() - timedelta(minutes=31)))
    db.session.commit()
    assert "sign-in" in (client.get(f"/schools/{school.ref}", status=303).location or "")


def test_what_was_typed_stands_under_the_words_of_its_field(app: Flask, client: Client) -> None:
    client.sign_in(make_head(make_school()))
    url = "/learning/m3-reporting/plan"
    shown = client.get(f"{url}?from=own").form(f"{url}/save")
    db.session.execute(update(WebSession).values(ended_at=clock.now()))
    db.session.commit()
    typed = {**shown, "when": "on Wednesday", "action": "try the filter", "criterion": "3.1"}
    page = client.post(f"{url}/save", typed, status=401, fresh=False)
    labels = [one.get_text() for one in page.soup.select("main h3")]
    assert labels == ["When", "Will do what", "By which day?"]


def test_an_answer_without_words_leads_to_the_sign_in_without_its_codes(app: Flask, client: Client) -> None:
    client.sign_in(make_head(make_school()))
    url = "/learning/m3-reporting/precheck"
    shown = client.get(url).form(f"{url}/answer")
    db.session.execute(update(WebSession).values(ended_at=clock.now()))
    db.session.commit()
    page = client.post(f"{url}/answer", {**shown, "choice": "a", "sure": "yes"}, status=401, fresh=False)
    assert page.heading == "Please sign in again"
    assert not page.soup.select(".kept")
