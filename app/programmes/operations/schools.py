"""ADD_SCHOOL: one school by hand, under the same rules as a row of a register."""

from app import audit, clock
from app.domain.action import Action
from app.domain.errors import Invalid
from app.domain.message import Message
from app.domain.register import Reason, against, judge, sentence
from app.domain.register_sheet import FIELDS, Sheet
from app.extensions import db
from app.models.programme import Programme
from app.models.school import School
from app.programmes.operations.imports import limits, present
from app.programmes.operations.refs import next_refs

AT_FIELD = {"language": "language", "email": "head_email"}


def add_school(
    programme: Programme,
    *,
    name: str,
    region: str,
    district: str,
    locality: str,
    language: str,
    head_email: str,
) -> School:
    """Add a school to the list. Raises Invalid at the field that has to be mended, or when it is there already."""
    texts = {
        "name": name,
        "region": region,
        "district": district,
        "locality": locality,
        "language": language,
        "head_email": head_email,
    }
    _check_characters(texts)
    cells = [texts.get(field, "") for field in FIELDS]
    row = against(judge(Sheet(FIELDS, FIELDS, ((1, cells),)), limits()), present(programme))[0]
    if not row.good:
        raise Invalid(sentence(row.reasons[0]), _field(row.reasons[0]))
    name_key, place_key = row.school.key
    school = School(
        ref=next_refs(programme, 1)[0],
        programme_id=programme.id,
        name=row.school.name,
        name_key=name_key,
        place_key=place_key,
        region=row.school.region,
        district=row.school.district,
        locality=row.school.locality,
        language=language,
        head_email=row.school.head_email,
        created_at=clock.now(),
        reached=0,
    )
    db.session.add(school)
    audit.record(Action.ADD_SCHOOL, school)
    return school


def _check_characters(texts: dict[str, str]) -> None:
    """A certificate is never drawn with missing glyphs, so its words are refused here, where they can be mended."""
    missing = limits().missing
    for field in ("name", "region", "district", "locality"):
        found = sorted(missing(texts[field]))
        if found:
            text = "Leave out %(characters)s: a certificate cannot print it. Letters, digits and usual signs are fine."
            raise Invalid(Message(text, {"characters": " ".join(found[:8])}), field)


def _field(reason: Reason) -> str:
    return str(reason[1].get("column", "")) if reason[0] == "long-place" else AT_FIELD.get(reason[0], "name")
