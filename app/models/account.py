"""People: accounts, the roles they hold, invitations, and their sessions on the server."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.facts import PersonFacts, RoleFacts
from app.domain.roles import Grant, Position, Role
from app.models.base import Base, Versioned, Word, one_of


class User(Versioned, Base):
    """A person with an account. Erasure empties the personal columns and keeps the row for the audit."""

    __tablename__ = "user_account"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)  # casefolded; empty after erasure
    name: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(5), default="en")
    timezone: Mapped[str] = mapped_column(String(40), default="Europe/Minsk")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_secret: Mapped[str | None] = mapped_column(String(200))  # encrypted with the installation's key
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[int | None]  # a code works once
    recovery_hashes: Mapped[list[Any] | None]
    disabled_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    last_sign_in_at: Mapped[datetime | None]
    follow_ups_stopped_at: Mapped[datetime | None]  # asked to get no follow-up questions

    grants: Mapped[list["RoleGrant"]] = relationship(back_populates="user", foreign_keys="RoleGrant.user_id")

    def facts(self) -> PersonFacts:
        return PersonFacts(self.id)


def live(scope: str, *columns: str, where: str) -> Index:
    """A person holds a role in a scope at most once at a time."""
    condition = text(f"revoked_at IS NULL AND {where}")
    name = f"uq_role_grant_{scope}"
    return Index(
        name, "user_id", "role", *columns, unique=True, sqlite_where=condition, postgresql_where=condition
    )


class RoleGrant(Base):
    """A role in a scope. Expert and assessor wait for a second person's confirmation."""

    __tablename__ = "role_grant"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    role: Mapped[Role] = mapped_column(Word(Role))
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"), index=True)
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"), index=True)
    position: Mapped[Position | None] = mapped_column(Word(Position))
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    granted_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    confirmed_at: Mapped[
        datetime | None
    ]  # a grant counts from here; set at once where no second person is needed
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(back_populates="grants", foreign_keys=[user_id])

    __table_args__ = (
        CheckConstraint(one_of("role", Role), name="role_known"),
        CheckConstraint(
            "(role IN ('lead', 'member')) = (school_id IS NOT NULL)", name="school_roles_have_a_school"
        ),
        live("in_school", "school_id", where="school_id IS NOT NULL"),
        live("in_programme", "programme_id", where="school_id IS NULL AND programme_id IS NOT NULL"),
        live("everywhere", where="school_id IS NULL AND programme_id IS NULL"),
    )

    def grant(self) -> Grant:
        return Grant(self.role, self.programme_id, self.school_id, self.position)

    def facts(self) -> RoleFacts:
        return RoleFacts(
            self.programme_id, self.granted_by_id or 0, self.user_id, self.confirmed_at is not None
        )


class Invitation(Base):
    """A single-use link sent by mail; only the hash of its token is kept."""

    __tablename__ = "invitation"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str] = mapped_column(String(120), default="")
    role: Mapped[Role] = mapped_column(Word(Role))
    position: Mapped[Position | None] = mapped_column(Word(Position))
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"), index=True)
    language: Mapped[str] = mapped_column(String(5), default="en")
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    invited_by: Mapped[User | None] = relationship(foreign_keys=[invited_by_id])


class WebSession(Base):
    """A signed-in browser. The cookie holds a random token; only its hash is here."""

    __tablename__ = "web_session"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    data: Mapped[str] = mapped_column(Text, default="{}")
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    stepped_up_at: Mapped[datetime | None]  # last time a TOTP code was given in this session
    ended_at: Mapped[datetime | None]


class SignInFailure(Base):
    """A failed sign-in, counted by account and by address (both hashed), swept after a day."""

    __tablename__ = "sign_in_failure"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime]


class PasswordReset(Base):
    """A single-use link to choose a new password."""

    __tablename__ = "password_reset"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class OnceKey(Base):
    """The one-time key of a form with the answer it got: a double click gets the first answer again."""

    __tablename__ = "once_key"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    endpoint: Mapped[str] = mapped_column(String(80))
    location: Mapped[str | None] = mapped_column(String(500))
    done: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(index=True)
