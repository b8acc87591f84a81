"""EDIT_PROGRAMME: languages, time zone, days without school, and the emergency contacts.

Each contact is checked by a person before it is shown.
"""

from typing import Any

from app import audit, clock
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.message import Message
from app.models.programme import Programme

MOST_CONTACTS = 20


def edit_programme(programme: Programme, *, languages: list[str], timezone: str, days_off: list[str]) -> None:
    """Set the languages (the certificate's first one first), the time zone, and the days without school (ISO dates)."""
    programme.languages, programme.timezone, programme.days_off = languages, timezone, days_off
    audit.record(
        Action.EDIT_PROGRAMME, programme, languages=languages, timezone=timezone, days_off=len(days_off)
    )


def save_contact(
    programme: Programme, number: int | None, *, kind: str, text: str, url: str, source: str
) -> None:
    """Add a contact (number None) or change one. It is not shown as confirmed until somebody confirms it again."""
    contacts = [dict(contact) for contact in programme.contacts]
    contact = {
        "kind": kind,
        "text": text,
        "url": url,
        "source": source,
        "last_checked": None,
        "confirmed": False,
    }
    if number is None:
        if len(contacts) >= MOST_CONTACTS:
            raise Invalid(
                Message("There are %(most)s contacts already. Remove one first.", {"most": MOST_CONTACTS})
            )
        contacts.append(contact)
    else:
        _at(contacts, number)
        contacts[number] = contact
    _keep(programme, contacts, "saved", kind)


def confirm_contact(programme: Programme, number: int) -> None:
    """Somebody called or opened this contact today and it is right."""
    contacts = [dict(contact) for contact in programme.contacts]
    contact = _at(contacts, number)
    contact |= {"confirmed": True, "last_checked": clock.today().isoformat()}
    _keep(programme, contacts, "confirmed", str(contact.get("kind", "")))


def remove_contact(programme: Programme, number: int) -> None:
    """Take a contact away."""
    contacts = [dict(contact) for contact in programme.contacts]
    kind = str(_at(contacts, number).get("kind", ""))
    del contacts[number]
    _keep(programme, contacts, "removed", kind)


def _at(contacts: list[dict[str, Any]], number: int) -> dict[str, Any]:
    if not 0 <= number < len(contacts):
        raise Invalid(Message("This contact is not in the list any more."))
    return contacts[number]


def _keep(programme: Programme, contacts: list[dict[str, Any]], what: str, kind: str) -> None:
    programme.contacts = contacts
    audit.record(Action.EDIT_PROGRAMME, programme, contact=what, kind=kind)
