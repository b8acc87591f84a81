"""Addresses that strangers could try again and again are limited, each on its own; nothing else is."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app import create_app
from app.extensions import db, limiter
from config import Settings
from tests.support.client import Client

EACH_MINUTE = 30


@pytest.fixture
def served(app: Flask, settings: Settings) -> Iterator[Client]:
    """A browser at the application as it is served: in tests nothing is limited."""
    application = create_app(replace(settings, environment="development"))
    limiter.reset()
    with application.app_context():
        yield Client(application)
        db.session.remove()
        db.engine.dispose()
    limiter.reset()


def test_files_are_checked_thirty_times_a_minute(served: Client) -> None:
    for _ in range(EACH_MINUTE):
        served.post("/verify", status=422)
    assert served.get("/verify").heading
    assert served.post("/verify", status=429).heading == "Please wait a little"


def test_pages_without_a_limit_open_as_often_as_one_likes(served: Client) -> None:
    for _ in range(3 * EACH_MINUTE):
        assert served.browser.get("/healthz").status_code == 200
    assert served.get("/help").heading


def test_in_tests_nothing_is_limited(client: Client) -> None:
    for _ in range(EACH_MINUTE + 1):
        client.post("/verify", status=422)
