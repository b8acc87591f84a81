"""Everybody of the demonstration with an open session, through the plain test client: fast, and without lint."""

import secrets
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import create_app
from app.clock import now
from app.domain.roles import PUBLIC, Actor, Role
from app.extensions import db
from app.models import Programme, School, User, WebSession
from app.web.identity import load_person
from app.web.sessions import token_hash
from tests.support.demonstration import copy_of

PUBLIC_NAME = "public"


@dataclass(frozen=True)
class Persona:
    """Somebody who tries an address: the handle of the demonstration (head.lipki), who the rules see, a browser."""

    name: str
    actor: Actor
    browser: FlaskClient
    csrf: str
    country: int = 0  # the programme's id; 0 for administrators and the public
    school: int = 0

    @property
    def role(self) -> str:
        """head, coordinator, teacher of a school; coordinator, expert, assessor of a country; admin; public."""
        kind = self.name.split(".")[0].rstrip("0123456789")
        return f"school {kind}" if self.school else kind


class World:
    """A running demonstration that everybody is signed in to, and that can be put back as it was."""

    def __init__(self, seeded: Path, folder: Path) -> None:
        self.app: Flask = create_app(copy_of(seeded, folder))
        self.database = folder / "ciss.sqlite3"
        with self.app.test_request_context():
            self.token = generate_csrf()
            self.secret = f'{{"csrf_token": "{session["csrf_token"]}"}}'
        with self.app.app_context():
            self.people = {one.name: one for one in map(self._enter, db.session.scalars(select(User)).all())}
            self._close()
        self.people[PUBLIC_NAME] = self._visitor()
        self._watch()
        shutil.copy(self.database, folder / "as-it-was.sqlite3")

    def _enter(self, user: User) -> Persona:
        token, moment = "r." + secrets.token_urlsafe(32), now()
        seen = moment + timedelta(hours=1)  # so that no later request notes when the person was seen
        db.session.add(
            WebSession(
                token_hash=token_hash(token), user_id=user.id, data=self.secret, created_at=moment, seen_at=seen,
                stepped_up_at=moment,
            )
        )  # fmt: skip
        db.session.commit()
        past = moment - timedelta(hours=1)
        loaded = load_person(db.session.connection(), token_hash(token), after=past, begun_after=past)
        assert loaded is not None
        db.session.rollback()
        actor, browser = loaded[0].actor, self.app.test_client()
        browser.set_cookie("ciss", token)
        school = next((grant.school_id for grant in actor.grants if grant.school_id), 0)
        country = next((grant.programme_id for grant in actor.grants if grant.programme_id), 0)
        if school:
            country = db.session.get_one(School, school).programme_id
        name = user.email.partition("@")[0]
        if not country and not actor.has(Role.ADMIN):  # proposed, and not confirmed by a second person
            name = f"hopeful.{name}"
            country = db.session.scalars(
                select(Programme.id).where(Programme.slug == name.split(".")[-1])
            ).one()
        return Persona(name, actor, browser, self.token, country, school)

    def _visitor(self) -> Persona:
        browser = self.app.test_client()
        page = browser.get("/accounts/sign-in").get_data(as_text=True)
        token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        return Persona(PUBLIC_NAME, PUBLIC, browser, token)

    def _close(self) -> None:
        db.session.remove()
        db.engine.dispose()

    def _watch(self) -> None:
        self.watcher = sqlite3.connect(self.database)
        self.watcher.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def mark(self) -> int:
        """A number that moves when anything is written to the database."""
        return int(self.watcher.execute("PRAGMA data_version").fetchone()[0])

    def restore(self) -> None:
        """Put everything back as it was when everybody had come in."""
        self.watcher.close()
        with self.app.app_context():
            self._close()
        for ending in ("-wal", "-shm"):
            self.database.with_name(self.database.name + ending).unlink(missing_ok=True)
        shutil.copy(self.database.with_name("as-it-was.sqlite3"), self.database)
        self._watch()

    def get(self, who: Persona, url: str) -> TestResponse:
        """Open an address as this person."""
        return who.browser.get(url)

    def post(self, who: Persona, url: str, **values: Any) -> TestResponse:
        """Press a button there: a fresh one-time key, a good form token, and nothing filled in but `values`."""
        keys = {"csrf_token": who.csrf, "once": secrets.token_urlsafe(16)}
        return who.browser.post(url, data={**keys, **values})
