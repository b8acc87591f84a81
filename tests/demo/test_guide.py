"""What ./ciss demo prints is true: everybody gets in, and each address answers those it is for."""

import json
from typing import Any

import pyotp
from flask import Flask
from sqlalchemy import select

from app.accounts.operations import limits
from app.extensions import db
from app.models import User
from tests.support.client import Client

SAID = {
    "active": "This certificate is valid.",
    "expired": "This certificate has expired.",
    "suspended": "This certificate is suspended.",
    "withdrawn": "This certificate was withdrawn.",
    "superseded": "This certificate was replaced by a newer one.",
}
WITH_APP = {"admin", "coordinator", "expert", "assessor"}


def person(email: str) -> User:
    return db.session.scalars(select(User).where(User.email == email)).one()


def test_there_are_people_in_every_role_and_two_administrators(shown: dict[str, Any]) -> None:
    roles = [one["role"] for one in shown["people"]]
    assert set(roles) == {"admin", "coordinator", "expert", "assessor", "lead", "member"}
    assert roles.count("admin") == 2
    assert roles.count("expert") >= 2
    assert roles.count("assessor") >= 3
    assert all(one["email"].endswith("@demo.ciss.invalid") for one in shown["people"])
    assert len(shown["people"][0]["password"]) >= 12


def test_everybody_whose_role_needs_a_second_factor_has_one(shown: dict[str, Any]) -> None:
    for one in shown["people"]:
        assert bool(one["totp_secret"]) == (one["role"] in WITH_APP), one["email"]


def test_everybody_signs_in_through_the_form(app: Flask, shown: dict[str, Any], monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "check", lambda counted: None)  # sixty people behind one address
    for one in shown["people"]:
        client = Client(app)
        page = client.submit("/accounts/sign-in", {"email": one["email"], "password": one["password"]})
        if one["totp_secret"]:
            assert page.location is not None
            client.submit(page.location, {"code": pyotp.TOTP(one["totp_secret"]).now()})
        assert one["name"] in client.get("/accounts/profile").text


def test_every_case_opens_for_the_people_who_have_it(app: Flask, shown: dict[str, Any]) -> None:
    for case in shown["cases"]:
        assert {"head", "coordinator"} <= {page["for"] for page in case["pages"]}
        for shown_page in case["pages"]:
            client = Client(app).sign_in(person(shown_page["email"]))
            page = client.get(shown_page["url"].removeprefix("http://localhost"))
            assert case["ref"] in page.html or case["school"] in page.text, shown_page


def test_every_award_can_be_verified_by_a_stranger(app: Flask, shown: dict[str, Any]) -> None:
    for award in shown["awards"]:
        page = Client(app).get(award["url"].removeprefix("http://localhost"))
        assert award["school"] in page.text
        assert SAID[award["status"]] in page.text


def test_every_role_has_a_first_page_that_answers(app: Flask, shown: dict[str, Any]) -> None:
    for one in shown["people"]:
        if one["counts"]:
            client = Client(app).sign_in(person(one["email"]))
            assert client.get(one["url"].removeprefix("http://localhost")).heading


def test_the_command_prints_people_and_cases_in_words_and_as_json(app: Flask, shown: dict[str, Any]) -> None:
    words = app.test_cli_runner().invoke(args=["ciss", "demo"])
    assert words.exit_code == 0
    assert "coordinator.belarus@demo.ciss.invalid" in words.output
    assert shown["cases"][0]["url"] in words.output
    as_json = app.test_cli_runner().invoke(args=["ciss", "demo", "--json"])
    assert json.loads(as_json.output) == shown
