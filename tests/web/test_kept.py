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
