"""Workbooks as PDF: drawn once for a module, a language and its present content, and kept with the files.

Drawing takes seconds and a library that no page imports, so a job does it; the address says so until it is there.
"""

import hashlib
from functools import cache
from pathlib import Path

from sqlalchemy import select

from app import jobs
from app.extensions import db
from app.files import files
from app.jobs import job
from app.models.message import Job
from modules import exchange
from modules.load import ROOT, curriculum

PREFIX = "workbooks"
JOB = "draw-workbook"
_CONTENT = {".yaml", ".md", ".svg", ".html"}


def key_of(module_id: str, language: str) -> str:
    """Where the workbook of the present content is kept. KeyError for an unknown module."""
    found = curriculum().text(module_id, language)
    return f"{PREFIX}/{module_id}-{found.asked}/{_digest(module_id)}.pdf"


@cache
def _digest(module_id: str) -> str:
    """Hash of everything that a workbook is made of; the content does not change while the application runs."""
    folders = (ROOT / module_id, ROOT / "templates", Path(exchange.__file__).parent)
    paths = sorted(one for folder in folders for one in folder.rglob("*") if one.suffix in _CONTENT)
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.read_bytes())
    return whole.hexdigest()[:32]


def workbook(module_id: str, language: str) -> bytes | None:
    """The PDF; None while there is none. Then it is asked for in the present transaction."""
    try:
        return files().get(key_of(module_id, language))
    except FileNotFoundError:
        _order(module_id, language)
        return None


def _order(module_id: str, language: str) -> None:
    wanted = {"module_id": module_id, "language": language}
    waiting = select(Job.arguments).where(Job.name == JOB, Job.done_at.is_(None))
    if wanted not in list(db.session.scalars(waiting)):
        jobs.enqueue(JOB, module_id=module_id, language=language)


@job(JOB)
def draw(module_id: str, language: str) -> None:
    """Draw it unless it is there, and let those of older content go."""
    from modules.exchange.workbook import workbook_pdf

    key = key_of(module_id, language)
    db.session.rollback()  # gives up the write lock while the document is drawn
    if not files().exists(key):
        files().put(key, workbook_pdf(module_id, language))
    for old in set(files().list(key.rpartition("/")[0])) - {key}:
        files().delete(old)
