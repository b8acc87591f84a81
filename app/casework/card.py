"""One criterion as experts and assessors see it: what the standard asks, what the school says, what it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app import clock
from app.casefile.scheme import scheme_of
from app.domain.action import Action
from app.domain.policy import can
from app.models.application import Claim, Evidence, EvidenceForm, EvidenceState, EvidenceVersion
from app.web.language import current
from app.web.templating import day
from modules.load import curriculum
from modules.text import ModuleText
from modules.views import CriterionView

KINDS = {
    "examine": _l("Document"),
    "interview": _l("Interview"),
    "observe": _l("Observation"),
    "test": _l("Test"),
    "record": _l("Record"),
    "survey": _l("Survey"),
}


@dataclass(frozen=True)
class Piece:
    """A piece of evidence, ready to be shown. `src` is empty when it may not be opened."""

    ref: str
    number: int
    title: str
    kind: str
    viewer: str  # image | pdf | file | text | link
    src: str
    text: str
    url: str  # of a link: shown in words, left only through the guarded route
    state: str
    dated_on: date
    review_on: date | None
    overdue: bool
    language: str
    size: int
    sha256: str
    earlier: int  # how many versions came before


@dataclass(frozen=True)
class Card:
    """A claim with its criterion and its evidence. `gate`: 0, 1 or 2."""

    view: CriterionView
    module: str
    words: ModuleText  # in which the criterion is written: it says whether anybody has read the translation
    gate: int
    claim: Claim
    owner: str
    pieces: tuple[Piece, ...]

    @property
    def overdue(self) -> bool:
        """Is a document past its own review date? Then paper counts at most 2."""
        return any(piece.overdue for piece in self.pieces)

    @property
    def seen(self) -> list[list[object]]:
        """Reference, version and fingerprint of every piece in view."""
        return [[piece.ref, piece.number, piece.sha256] for piece in self.pieces]


def card(claim: Claim) -> Card:
    """The card of a claim for the signed-in person. No query: the loader has fetched the evidence."""
    data, language = curriculum(), current()
    view = data.criterion(claim.criterion, language, scheme=scheme_of(claim.application))
    text = data.text(view.module, language)
    return Card(
        view=view,
        module=text.title,
        words=text,
        gate={"none": 0, "gate": 1, "critical": 2}[view.gate],
        claim=claim,
        owner=claim.owner.name if claim.owner else "",
        pieces=tuple(_pieces(claim)),
    )


def _pieces(claim: Claim) -> Iterable[Piece]:
    return (_piece(one) for one in claim.evidence if one.withdrawn_at is None)


def _piece(evidence: Evidence) -> Piece:
    version = next(
        (one for one in reversed(evidence.versions) if one.state is EvidenceState.AVAILABLE), evidence.current
    )
    usable = version.state is EvidenceState.AVAILABLE
    opens = usable and can(g.actor, Action.OPEN_EVIDENCE, evidence.facts())
    return Piece(
        ref=evidence.ref,
        number=version.number,
        title=evidence.title,
        kind=str(KINDS.get(evidence.kind, evidence.kind)),
        viewer=_viewer(version),
        src=_source(evidence, version) if opens else "",
        text=version.text if opens else "",
        url=version.url if opens else "",
        state="" if usable else version.state.value,
        dated_on=evidence.dated_on,
        review_on=evidence.review_on,
        overdue=evidence.review_on is not None and evidence.review_on < clock.today(),
        language=evidence.language,
        size=version.size,
        sha256=version.sha256,
        earlier=version.number - 1,
    )


def _viewer(version: EvidenceVersion) -> str:
    if version.form is not EvidenceForm.FILE:
        return version.form.value
    if version.media_type.startswith("image/"):
        return "image"
    return "pdf" if version.media_type == "application/pdf" else "file"


def _source(evidence: Evidence, version: EvidenceVersion) -> str:
    """The guarded route, which notes who opened what. Words are on the page already."""
    if version.form is EvidenceForm.TEXT:
        return ""
    return url_for("applications.open_evidence", ref=evidence.ref, number=version.number)


def facts_of(piece: Piece) -> str:
    """Short facts under a document: kind, date, version, size."""
    parts = [piece.kind, day(piece.dated_on), _("version %(number)s", number=piece.number)]
    if piece.viewer in ("image", "pdf", "file"):
        parts.append(_("%(count)s kB", count=max(1, piece.size // 1000)))
    return " · ".join(parts)
