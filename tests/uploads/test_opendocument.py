"""OpenDocument texts are taken without macros, without what they fetch, and without their author's name."""

import io
import zipfile

import odfdo
import pytest

from app.uploads import examine

from .build import odt, odt_and
from .refusal import refusal


def test_a_text_opens_afterwards_with_its_words_and_without_its_author():
    made = odfdo.Document("text")
    made.body.append(odfdo.Paragraph("Our rules for phones"))
    made.meta.creator = "Anna Secretary"
    out = io.BytesIO()
    made.save(out)
    accepted = examine(out.getvalue(), "rules.odt")
    assert accepted.media_type == "application/vnd.oasis.opendocument.text"
    again = odfdo.Document(io.BytesIO(accepted.content))
    assert "Our rules for phones" in again.get_formatted_text()
    with zipfile.ZipFile(io.BytesIO(accepted.content)) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert not any(b"Anna" in file.read(name) for name in file.namelist())


def test_links_people_click_and_pictures_inside_are_taken():
    body = (
        '<text:p><text:a xlink:href="https://school.example">us</text:a><text:a xlink:href="#top">up</text:a>'
        '<draw:image xlink:href="Pictures/1.png"/></text:p>'
    )
    assert examine(odt(body), "a.odt").size > 0


@pytest.mark.parametrize(
    "body",
    [
        '<draw:image xlink:href="https://evil.example/x.png"/>',
        '<draw:image xlink:href="../../etc/passwd"/>',
        '<draw:object xlink:href="file:///etc/passwd"/>',
        '<text:section-source xlink:href="//server/share"/>',
        '<text:a xlink:href="javascript:alert(1)">x</text:a>',
        "<office:dde-source/>",
    ],
)
def test_what_a_text_would_fetch_is_refused(body):
    assert "data from other files" in refusal(odt(body), "a.odt")


@pytest.mark.parametrize(
    "extra",
    [
        {"Basic/Standard/Module1.xml": '<module name="Module1">Sub Main</module>'},
        {"Basic/Standard/script-lb.xml": '<library><element name="Module1"/></library>'},
        {"Scripts/python/evil.py": "import os"},
    ],
)
def test_macros_are_refused(extra):
    assert "macros" in refusal(odt_and(extra), "a.odt")


def test_an_event_that_runs_a_script_is_refused():
    assert "macros" in refusal(odt('<script:event-listener script:language="ooo:script"/>'), "a.odt")


def test_the_empty_list_of_libraries_that_writer_keeps_is_taken():
    assert examine(odt_and({"Basic/script-lc.xml": "<libraries/>"}), "a.odt").size > 0


def test_a_text_with_a_password_is_refused():
    manifest = (
        "<manifest:manifest "
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry>'
        "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    assert "password" in refusal(odt_and({"META-INF/manifest.xml": manifest}), "a.odt")


def test_the_thumbnail_of_an_earlier_version_is_replaced():
    data = odt_and({"Thumbnails/thumbnail.png": b"\x89PNG an old first page"})
    with zipfile.ZipFile(io.BytesIO(examine(data, "a.odt").content)) as file:
        assert b"old first page" not in file.read("Thumbnails/thumbnail.png")


def test_embedded_files_of_other_programs_are_refused():
    assert "cannot check" in refusal(odt_and({"Object 1": b"\xd0\xcf\x11\xe0 old file"}), "a.odt")
