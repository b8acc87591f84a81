"""Opening a country's programme and naming who leads it."""

from collections.abc import Sequence

from sqlalchemy import select

from app import audit, clock
from app.contacts import starting_contacts
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.message import Message
from app.domain.roles import Role
from app.extensions import db
from app.invitations import invite
from app.models.account import Invitation
from app.models.programme import Programme


def open_programme(
    *, country: str, name: str, slug: str, timezone: str, languages: Sequence[str]
) -> Programme:
    """Open a programme with its country's contacts, none of them confirmed. Raises Invalid (field slug) when taken."""
    if db.session.scalars(select(Programme.id).where(Programme.slug == slug)).first() is not None:
        raise Invalid(Message("Another programme has this short name. Choose a different one."), "slug")
    programme = Programme(
        slug=slug,
        country=country,
        name=name,
        languages=list(languages),
        timezone=timezone,
        contacts=starting_contacts(country),
        opened_at=clock.now(),
    )
    db.session.add(programme)
    audit.record(Action.OPEN_PROGRAMME, programme, country=country, slug=slug)
    return programme


def name_coordinator(programme: Programme, *, email: str, name: str, language: str, by: int) -> Invitation:
    """Invite the person who is to coordinate a programme. Raises Invalid (field email)."""
    invitation = invite(email, Role.COORDINATOR, by=by, name=name, language=language, programme=programme)
    personal = {"email": invitation.email, "name": name}
    audit.record(Action.NAME_COORDINATOR, programme, personal=personal, invitation=invitation.id)
    return invitation
