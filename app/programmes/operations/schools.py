"""ADD_SCHOOL: one school by hand, under the same rules as a row of a register."""

from sqlalchemy import select

from app import audit
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.message import Message, marked
from app.domain.register import Reason, against, judge, sentence
from app.domain.register_sheet import FIELDS, Sheet
from app.extensions import db
from app.models.programme import Programme
from app.models.school import School
from app.programmes.operations.imports import insert_schools, limits, present

AT_FIELD = {"language": "language", "email": "head_email"}


def add_school(programme: Programme, **texts: str) -> School:
    """Add a school to the list: name, region, district, locality, language, head_email, as they were typed.

    Raises Invalid at the field that has to be mended, or when the school is there already.
    """
    _check_characters(texts)
    cells = [texts.get(field, "") for field in FIELDS]
    row = against(judge(Sheet(FIELDS, FIELDS, ((1, cells),)), limits()), present(programme))[0]
    if not row.good:
        raise Invalid(sentence(row.reasons[0]), _field(row.reasons[0]))
    ref = insert_schools(programme, [row])[0]
    school = db.session.scalars(select(School).where(School.ref == ref)).one()
    audit.record(Action.ADD_SCHOOL, school)
    return school


def _check_characters(texts: dict[str, str]) -> None:
    """A certificate is never drawn with missing glyphs, so its words are refused here, where they can be mended."""
    missing = limits().missing
    for field in ("name", "region", "district", "locality"):
        found = sorted(missing(texts[field]))
        if found:
            text = marked(
                "Leave out %(characters)s: a certificate cannot print it. Letters, digits and usual signs are fine."
            )
            raise Invalid(Message(text, {"characters": " ".join(found[:8])}), field)


def _field(reason: Reason) -> str:
    return str(reason[1].get("column", "")) if reason[0] == "long-place" else AT_FIELD.get(reason[0], "name")
