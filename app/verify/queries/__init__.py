"""What the public sees: one certificate, the register, an answer about a file, keys and revocations."""

from app.verify.queries.certificate import Certificate, Change, certificate
from app.verify.queries.completion import CompletionPage, completion, name_belongs
from app.verify.queries.file import Answer, Found, examine, reread, sealed
from app.verify.queries.history import history
from app.verify.queries.published import achievement_known, revoked, tier_of
from app.verify.queries.register import Filter, RegisterPage, countries, everything, named, page
from app.verify.queries.stored import Stored, facts, stored

__all__ = [
    "Answer",
    "Certificate",
    "Change",
    "CompletionPage",
    "Filter",
    "Found",
    "RegisterPage",
    "Stored",
    "achievement_known",
    "certificate",
    "completion",
    "countries",
    "everything",
    "examine",
    "facts",
    "history",
    "name_belongs",
    "named",
    "page",
    "reread",
    "revoked",
    "sealed",
    "stored",
    "tier_of",
]
