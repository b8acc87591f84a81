"""Words to people: the inbox, the mail outbox, and the outbox of jobs."""

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Notice(Base):
    """One line in a person's inbox, in their language."""

    __tablename__ = "notice"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(String(300), default="")
    urgent: Mapped[bool] = mapped_column(Boolean, default=False)  # the person must act
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class OutgoingMail(Base):
    """A mail written in the transaction of the event it tells of, delivered after the commit."""

    __tablename__ = "outgoing_mail"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    digest: Mapped[bool] = mapped_column(Boolean, default=False)  # may wait for the daily digest
    created_at: Mapped[datetime]
    send_after: Mapped[datetime] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    sent_at: Mapped[datetime | None]
    failed: Mapped[str] = mapped_column(String(200), default="")
    stop_url: Mapped[str] = mapped_column(
        String(300), default="", server_default=""
    )  # where mail programs stop mails of this kind


class Job(Base):
    """Work to do after the commit: claimed by a lease, done at least once, swept when a worker died."""

    __tablename__ = "job"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    arguments: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    run_after: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    done_at: Mapped[datetime | None]
    failed: Mapped[str] = mapped_column(String(300), default="")

    __table_args__ = (Index("ix_job_waiting", "done_at", "run_after"),)
