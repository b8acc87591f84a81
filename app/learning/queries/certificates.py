"""The learner's own certificate of a module or of the whole course: whether it can be made, is being made, is there."""

from dataclasses import dataclass
from datetime import date

from flask import abort, g
from sqlalchemy import select

from app import progress
from app.certification import completions
from app.extensions import db
from app.learning.queries.frame import module_of
from app.models.account import User
from app.models.completion import WHOLE_COURSE, Completion
from app.web.language import current
from modules.load import curriculum


@dataclass(frozen=True)
class CertificatePage:
    """`title`, `number`: of the module; of the whole course "" and 0. `passed_on`: None before the pass."""

    module: str
    title: str
    number: int
    passed_on: date | None
    completion: Completion | None

    @property
    def state(self) -> str:
        """closed (not passed), open (can be made), drawing, ready."""
        if self.completion is None:
            return "open" if self.passed_on else "closed"
        return "ready" if self.completion.prepared_at else "drawing"

    @property
    def renewed(self) -> bool:
        """Was the module passed again since this paper?"""
        paper = self.completion
        return paper is not None and self.passed_on is not None and self.passed_on > paper.completed_on

    @property
    def outdated(self) -> bool:
        """Does the account say another name or language than the paper?"""
        paper = self.completion
        return paper is not None and completions.outdated(paper, g.person.name, g.person.language)


def certificate(module: str) -> CertificatePage:
    """The page of one kind of certificate for the signed-in person, in three queries; 404 for an unknown module."""
    whole = module == WHOLE_COURSE
    title, number = (
        ("", 0)
        if whole
        else (curriculum().text(module_of(module).id, current()).title, module_of(module).number)
    )
    wanted = [one.id for one in curriculum().modules] if whole else [module]
    passes = progress.passes(g.actor.user_id)
    days = [passes[one].on for one in wanted if one in passes]
    found = completions.newest(g.actor.user_id, module)
    return CertificatePage(module, title, number, max(days) if len(days) == len(wanted) else None, found)


def own_completion(module: str) -> Completion | None:
    """The newest certificate of this kind of the signed-in person."""
    known = {WHOLE_COURSE, *(one.id for one in curriculum().modules)}
    return completions.newest(g.actor.user_id, module) if module in known else abort(404)


def learner() -> User:
    """The row of the signed-in person."""
    return db.session.scalars(select(User).where(User.id == g.actor.user_id)).one()
