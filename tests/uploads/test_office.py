"""Word and Excel files are taken without macros, without what they fetch, and without their author's name."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
import xlsxwriter

from app.uploads import DEFAULT, examine

from .build import CONTENT_TYPES, archive, docx_and, docx_parts, photo, relation, relations
from .build import docx as build_docx
from .refusal import refusal

RULES = "word/_rels/document.xml.rels"


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_relation(*args: object, **options: object) -> bytes:
    return docx_and({RULES: relations(relation(*args, **options))})


def test_a_word_document_opens_afterwards_with_its_text_and_picture_and_without_its_author():
    made = docx.Document()
    made.add_paragraph("Our rules for phones")
    made.add_picture(io.BytesIO(photo()))
    made.core_properties.author = "Anna Secretary"
    out = io.BytesIO()
    made.save(out)
    accepted = examine(out.getvalue(), "Rules.docx")
    again = docx.Document(io.BytesIO(accepted.content))
    assert again.paragraphs[0].text == "Our rules for phones"
    assert len(again.inline_shapes) == 1
    assert again.core_properties.author == ""
    everything = b"".join(parts_of(accepted.content).values())
    assert b"Anna" not in everything
    assert b"Owner Of The Phone" not in everything
    assert not [name for name in parts_of(accepted.content) if "thumbnail" in name]


def test_a_table_opens_afterwards_with_its_cells():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.set_properties({"author": "Anna Secretary", "company": "School 4"})
        sheet = book.add_worksheet("Incidents")
        sheet.write("A1", "none this year")
        sheet.write_url("A2", "https://school.example/rules")
    accepted = examine(out.getvalue(), "incidents.xlsx")
    assert accepted.media_type.endswith("spreadsheetml.sheet")
    everything = b"".join(parts_of(accepted.content).values())
    assert b"none this year" in everything
    assert b"school.example" in everything
    assert b"Anna" not in everything
    assert b"School 4" not in everything


def test_the_same_document_gives_the_same_bytes():
    assert examine(build_docx(), "a.docx").sha256 == examine(build_docx(), "a.docx").sha256


@pytest.mark.parametrize(
    "part",
    ["word/vbaProject.bin", "word/vbaData.xml", "xl/macrosheets/sheet1.xml", "word/activeX/activeX1.xml"],
)
def test_macros_are_refused(part):
    assert "macros" in refusal(docx_and({part: b"<a/>"}), "a.docx")


def test_a_document_with_macros_under_another_name_is_refused():
    types = str(docx_parts()[CONTENT_TYPES]).replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "vnd.ms-word.document.macroEnabled.main",
    )
    assert "macros" in refusal(docx_and({CONTENT_TYPES: types}), "a.docx")
    assert "damaged" in refusal(docx_and({CONTENT_TYPES: types.replace("macroE", "macro&#69;")}), "a.docx")
    assert "macros" in refusal(with_relation("vbaProject", "anything.xml"), "a.docx")


@pytest.mark.parametrize("kind", ["image", "frame", "mailMergeSource", "externalLinkPath"])
def test_what_a_document_would_fetch_from_outside_is_refused(kind):
    assert "outside" in refusal(with_relation(kind, "https://evil.example/x", external=True), "a.docx")
    assert "outside" in refusal(with_relation("image", "https://evil.example/x"), "a.docx")


@pytest.mark.parametrize("kind", ["oleObject", "package", "aFChunk", "control"])
def test_files_embedded_in_a_document_are_refused(kind):
    assert "embedded" in refusal(with_relation(kind, "embeddings/file.xml"), "a.docx")


def test_the_template_a_document_was_made_with_is_forgotten():
    settings = '<w:settings xmlns:w="w" xmlns:r="r"><w:attachedTemplate r:id="rId1"/><w:zoom/></w:settings>'
    data = docx_and(
        {
            "word/settings.xml": settings,
            "word/_rels/settings.xml.rels": relations(
                relation("attachedTemplate", "file:///C:/Users/anna/Normal.dotm", external=True)
            ),
        }
    )
    parts = parts_of(examine(data, "a.docx").content)
    assert b"attachedTemplate" not in parts["word/settings.xml"]
    assert b"zoom" in parts["word/settings.xml"]
    assert b"anna" not in parts["word/_rels/settings.xml.rels"]


def test_links_stay_when_they_lead_to_web_pages_and_are_switched_off_otherwise():
    kept = examine(with_relation("hyperlink", "https://school.example/?a=1&amp;b=2", external=True), "a.docx")
    assert b"https://school.example/?a=1&amp;b=2" in parts_of(kept.content)[RULES]
    assert kept.notes == ()
    cut = examine(with_relation("hyperlink", "file://server/share", external=True), "a.docx")
    assert b"server" not in parts_of(cut.content)[RULES]
    assert "switched off" in str(cut.notes[0])


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


@pytest.mark.parametrize(
    "code",
    [
        "<w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:r>",
        "<w:r><w:instrText> DD</w:instrText></w:r><w:r><w:instrText>EAUTO cmd</w:instrText></w:r>",
        '<w:r><w:instrText>&#73;NCLUDEPICTURE "https://evil.example/x.png"</w:instrText></w:r>',
        "<w:r><w:instrText><![CDATA[INCLUDETEXT x]]></w:instrText></w:r>",
        f"{FIELD.format('begin')}<w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r>{FIELD.format('end')}",
    ],
)
def test_fields_that_fetch_or_start_programs_are_refused_however_they_are_cut(code):
    body = f"<w:p>{FIELD.format('begin')}{code}{FIELD.format('separate')}{FIELD.format('end')}</w:p>"
    assert "data from other files" in refusal(build_docx(body), "a.docx")


def test_simple_fields_and_old_drawings_that_fetch_are_refused():
    assert "data from" in refusal(build_docx('<w:p><w:fldSimple w:instr="DDE cmd"/></w:p>'), "a.docx")
    assert "data from" in refusal(
        build_docx('<w:pict><v:imagedata src="https://evil.example/x"/></w:pict>'), "a.docx"
    )


def test_a_fetching_field_is_found_in_whatever_folder_it_stands() -> None:
    field = '<w:p xmlns:w="w"><w:fldSimple w:instr="DDEAUTO cmd"/></w:p>'
    assert "data from" in refusal(docx_and({"elsewhere/text.xml": field}), "a.docx")


def test_ordinary_fields_are_taken():
    for code in ("PAGE", 'HYPERLINK "https://school.example/LINK"', "TOC \\o", "REF DDE_note"):
        body = (
            f"<w:p>{FIELD.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{FIELD.format('separate')}"
            f"<w:r><w:t>DDE</w:t></w:r>{FIELD.format('end')}</w:p>"
        )
        assert examine(build_docx(body), "a.docx").notes == ()


@pytest.mark.parametrize(
    "part", ["xl/externalLinks/externalLink1.xml", "xl/connections.xml", "word/embeddings/a.xml"]
)
def test_tables_that_take_data_from_elsewhere_are_refused(part):
    assert "data from other files" in refusal(docx_and({part: b"<a/>"}), "a.docx")


def test_entities_and_document_types_are_refused():
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    assert "damaged" in refusal(docx_and({"word/styles.xml": bomb}), "a.docx")
    assert "damaged" in refusal(docx_and({"word/styles.xml": bomb.encode("utf-16")}), "a.docx")
    assert "damaged" in refusal(docx_and({"_rels/.rels": bomb}), "a.docx")


def test_a_zip_bomb_is_refused():
    bomb = docx_and({"word/media/a.bmp": b"\0" * (DEFAULT.office_bytes + 1)})
    assert len(bomb) < 200_000
    assert "far too large" in refusal(bomb, "a.docx")
    assert "far too large" in refusal(
        docx_and({"word/a.xml": b"<a/>"}), "a.docx", replace(DEFAULT, office_parts=3)
    )


def test_a_part_that_unpacks_to_more_than_it_promises_is_refused():
    honest = docx_and({"word/media/a.bmp": b"\0" * 5_000_000})
    lying = honest.replace((5_000_000).to_bytes(4, "little"), (500).to_bytes(4, "little"))
    assert lying != honest
    assert "damaged" in refusal(lying, "a.docx")


@pytest.mark.parametrize(
    "name", ["../../evil.xml", "/etc/evil.xml", "word/..\\evil.xml", "WORD/DOCUMENT.XML"]
)
def test_parts_with_climbing_or_repeated_names_are_refused(name):
    assert "damaged" in refusal(docx_and({name: b"<a/>"}), "a.docx")


def test_parts_of_unknown_kinds_are_refused_by_name():
    assert "setup.exe" in refusal(docx_and({"word/media/setup.exe": b"MZ"}), "a.docx")


def test_an_archive_that_is_no_document_is_refused():
    assert "archive" in refusal(archive({"a.txt": "hello"}), "a.docx")
    assert "archive" in refusal(archive({CONTENT_TYPES: "<Types/>"}), "a.docx")


def test_a_document_cut_short_is_refused():
    assert "damaged" in refusal(build_docx()[:-40], "a.docx")
    broken = bytearray(build_docx())
    broken[60] ^= 0xFF
    assert "damaged" in refusal(bytes(broken), "a.docx")
