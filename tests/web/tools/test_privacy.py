"""Drafts in the file a school takes away, and when a person is erased."""

import io
import zipfile

import docx

from app.domain.roles import Position, Role
from app.extensions import db
from app.models import ToolDraft
from tests.factories.cases import make_application
from tests.factories.doors import PASSWORD, give_password
from tests.factories.people import grant, make_head, make_member, make_school
from tests.support.client import Client
from tests.web.tools.test_filling import begin


def test_the_archive_of_a_school_holds_its_drafts(client: Client) -> None:
    school = make_school(name="Gymnasium No. 12")
    application = make_application(school)
    client.sign_in(make_head(school, name="Nina Orlova"))
    draft = begin(client, school)
    answer = client.get(f"/applications/{application.ref}/export.zip").response
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as archive:
        (name,) = [one for one in archive.namelist() if one.startswith("tools/")]
        assert draft.ref in name
        cells = [
            cell.text
            for table in docx.Document(io.BytesIO(archive.read(name))).tables
            for cell in table._cells
        ]
    assert "Gymnasium No. 12" in cells
    assert any("Nina Orlova" in cell for cell in cells)


def test_whoever_is_erased_leaves_the_draft_to_the_school_without_their_name(client: Client) -> None:
    school = make_school()
    make_head(school, name="Olga Lis")
    leaving = give_password(make_member(school))
    grant(leaving, Role.LEAD, school=school, position=Position.COORDINATOR)
    client.sign_in(leaving)
    draft = begin(client, school)
    name = leaving.name
    assert name in str(draft.answers)
    client.submit("/accounts/erase", {"password": PASSWORD, "sure": "y"})
    db.session.expire_all()
    kept = db.session.query(ToolDraft).one()
    assert name not in str(kept.answers)
    assert "Olga Lis" in str(kept.answers)
    client.sign_in(make_member(school))
    assert "by removed person" in client.get(f"/tools/drafts/{draft.ref}").text
