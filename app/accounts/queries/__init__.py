"""What a person sees of their own account. Each function makes a constant number of queries."""

from app.accounts.queries.demo import DemoPerson, demo_people
from app.accounts.queries.export import everything
from app.accounts.queries.inbox import InboxPage, inbox, notice
from app.accounts.queries.keeping import keeping
from app.accounts.queries.links import InvitationPage, ResetPage, invitation, reset
from app.accounts.queries.profile import Place, ProfilePage, me, places, profile

__all__ = [
    "DemoPerson",
    "InboxPage",
    "InvitationPage",
    "Place",
    "ProfilePage",
    "ResetPage",
    "demo_people",
    "everything",
    "inbox",
    "invitation",
    "keeping",
    "me",
    "notice",
    "places",
    "profile",
    "reset",
]
