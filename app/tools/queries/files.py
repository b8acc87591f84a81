"""Documents: blank ones, kept once made, and the ones a school filled in."""

from datetime import UTC, date, datetime
from datetime import time as hour
from functools import lru_cache

from flask import abort

from app import clock
from app.casefile.tools import sheet
from app.models.tool import ToolDraft
from app.template_files import WRITERS, blank
from modules.load import load_template
from modules.model import Template


def kind(asked: str) -> str:
    """docx, odt or pdf; 404 for anything else."""
    return asked if asked in WRITERS else abort(404)


def blank_file(template: Template, kind: str) -> bytes:
    """A tool as a blank document, dated today."""
    return _blank(template.id, template.language, kind, clock.today())


@lru_cache(maxsize=128)
def _blank(template_id: str, language: str, kind: str, day: date) -> bytes:
    moment = datetime.combine(day, hour(), tzinfo=UTC)
    return WRITERS[kind](blank(load_template(template_id, language), moment))


def file(draft: ToolDraft, kind: str) -> bytes:
    """What a school filled in. The same draft gives the same bytes."""
    return WRITERS[kind](sheet(draft))
