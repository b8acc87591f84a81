"""PDFs are taken as they read, and without what acts, hides or tells about their author."""

import io
import zlib
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from app.uploads import DEFAULT, examine

from .build import archive, blank_pdf, pdf_with_action, photo, saved
from .refusal import refusal


def everything_in(content: bytes) -> bytes:
    """The whole file unpacked, as one would search it."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return saved(pdf, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def notes_of(data: bytes) -> str:
    return " ".join(str(note) for note in examine(data, "a.pdf").notes)


def test_an_ordinary_pdf_is_taken_with_its_pages():
    accepted = examine(saved(blank_pdf(3)), "Rules.pdf")
    assert (accepted.media_type, accepted.pages, accepted.notes) == ("application/pdf", 3, ())
    with pikepdf.open(io.BytesIO(accepted.content)) as pdf:
        assert len(pdf.pages) == 3


def test_the_same_pdf_gives_the_same_bytes():
    data = saved(blank_pdf())
    assert examine(data, "a.pdf").sha256 == examine(data, "b.pdf").sha256


ACTIONS = {
    "JavaScript": {"S": Name.JavaScript, "JS": String("app.alert(1)")},
    "Launch": {"S": Name.Launch, "F": String("calc.exe")},
    "GoToR": {"S": Name.GoToR, "F": String("other.pdf")},
    "GoToE": {"S": Name.GoToE},
    "SubmitForm": {"S": Name.SubmitForm, "F": String("https://collect.example")},
    "ImportData": {"S": Name.ImportData, "F": String("data.fdf")},
    "Rendition": {"S": Name.Rendition},
    "RichMediaExecute": {"S": Name.RichMediaExecute},
}


@pytest.mark.parametrize("name", ACTIONS)
def test_what_a_link_in_a_pdf_would_start_is_taken_out(name):
    data = pdf_with_action(**ACTIONS[name])
    assert name.encode() in everything_in(data)
    assert name.encode() not in everything_in(examine(data, "a.pdf").content)
    assert "Scripts" in notes_of(data)


def test_links_to_web_pages_stay_and_other_links_are_switched_off():
    web = pdf_with_action(S=Name.URI, URI=String("https://school.example/rules"))
    assert b"school.example" in everything_in(examine(web, "a.pdf").content)
    assert notes_of(web) == ""
    local = pdf_with_action(S=Name.URI, URI=String("file:///etc/passwd"))
    assert b"passwd" not in everything_in(examine(local, "a.pdf").content)
    assert "switched off" in notes_of(local)


@pytest.mark.parametrize("depth", [1, 5, 25])
def test_a_script_is_found_however_deep_it_is_nested_in_direct_objects(depth):
    pdf = blank_pdf()
    nested = Dictionary(S=Name.JavaScript, JS=String("evil-script"))
    for _ in range(depth):
        nested = Dictionary(Deeper=Array([nested]))
    pdf.pages[0].obj.Anywhere = nested
    data = saved(pdf)
    assert b"evil-script" in everything_in(data)
    cleaned = everything_in(examine(data, "a.pdf").content)
    assert b"evil-script" not in cleaned
    assert b"JavaScript" not in cleaned


def test_nesting_deeper_than_any_real_document_is_refused():
    pdf = blank_pdf()
    nested = Dictionary()
    for _ in range(DEFAULT.pdf_nesting + 2):
        nested = Dictionary(Deeper=nested)
    pdf.pages[0].obj.Anywhere = nested
    assert "complicated" in refusal(saved(pdf), "a.pdf")


def test_too_many_values_objects_or_pages_are_refused():
    pdf = blank_pdf(3)
    pdf.pages[0].obj.Anywhere = Dictionary(AA=Dictionary(), Many=Array(list(range(3000))))
    data = saved(pdf)
    assert "complicated" in refusal(data, "a.pdf", replace(DEFAULT, pdf_values=2000))
    assert "complicated" in refusal(data, "a.pdf", replace(DEFAULT, pdf_suspect_values=2000))
    assert "complicated" in refusal(data, "a.pdf", replace(DEFAULT, pdf_objects=2))
    assert "3 pages; at most 2" in refusal(data, "a.pdf", replace(DEFAULT, pdf_pages=2))


def test_scripts_at_opening_and_in_the_list_of_names_are_taken_out():
    pdf = blank_pdf()
    action = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=Stream(pdf, b"evil-script")))
    pdf.Root.OpenAction = action
    pdf.Root.AA = Dictionary(WC=action)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("start"), action])))
    cleaned = everything_in(examine(saved(pdf), "a.pdf").content)
    assert b"evil-script" not in cleaned
    assert b"JavaScript" not in cleaned
    assert b"OpenAction" not in cleaned


def test_attached_files_are_taken_out_and_the_person_is_told():
    pdf = blank_pdf()
    pdf.attachments["secret.txt"] = b"hidden contents"
    data = saved(pdf)
    cleaned = everything_in(examine(data, "a.pdf").content)
    assert b"hidden contents" not in cleaned
    assert b"EmbeddedFile" not in cleaned
    assert "attached" in notes_of(data)


def test_a_form_for_one_readers_program_only_is_refused_and_other_xfa_is_taken_out():
    pdf = blank_pdf()
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Stream(pdf, b"<xdp/>"))
    assert b"XFA" not in everything_in(examine(saved(pdf), "a.pdf").content)
    pdf.Root.NeedsRendering = True
    assert "Adobe Reader" in refusal(saved(pdf), "a.pdf")


def test_films_and_sounds_inside_a_pdf_are_taken_out():
    pdf = blank_pdf()
    pdf.pages[0].Annots = Array(
        [
            Dictionary(Subtype=Name.RichMedia, RichMediaContent=Dictionary(Note=String("film"))),
            Dictionary(Subtype=Name.Sound, Sound=Stream(pdf, b"noise")),
            Dictionary(Subtype=Name.FileAttachment, FS=Dictionary(F=String("secret.exe"))),
        ]
    )
    cleaned = everything_in(examine(saved(pdf), "a.pdf").content)
    assert not any(word in cleaned for word in (b"film", b"noise", b"secret.exe"))


def test_author_and_other_metadata_are_dropped():
    pdf = blank_pdf()
    pdf.docinfo["/Author"] = "Anna Secretary"
    pdf.Root.Metadata = Stream(pdf, b"<x:xmpmeta>Anna Secretary</x:xmpmeta>")
    pdf.pages[0].obj.PieceInfo = Dictionary(Word=String("Anna Secretary"))
    assert b"Anna" not in everything_in(examine(saved(pdf), "a.pdf").content)


def test_the_place_inside_a_photo_in_a_pdf_is_dropped_and_the_photo_stays():
    pdf = blank_pdf()
    image = Stream(pdf, photo())
    image.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=60,
        Height=40,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=image))
    cleaned = examine(saved(pdf), "a.pdf").content
    assert b"Owner Of The Phone" not in everything_in(cleaned)
    with pikepdf.open(io.BytesIO(cleaned)) as again:
        found = pikepdf.PdfImage(again.pages[0].Resources.XObject.Im0)
        assert found.as_pil_image().size == (60, 40)


def test_earlier_versions_that_editing_left_in_the_file_are_dropped():
    pdf = blank_pdf()
    pdf.Root.Redacted = String("the name that was blacked out")
    first = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    start = first.rfind(b"startxref") + 10
    number = first[start : first.find(b"\n", start)]
    later = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    with pikepdf.open(io.BytesIO(first)) as opened:
        assert opened.Root.objgen == (1, 0)
        pages = opened.Root.Pages.objgen[0]
        size = len(opened.objects) + 1
    later = later.replace(b"/Pages 2", f"/Pages {pages}".encode())
    table = len(first) + len(later)
    update = (
        later
        + f"xref\n1 1\n{len(first):010d} 00000 n \ntrailer\n<< /Size {size} /Root 1 0 R /Prev ".encode()
        + number
        + f" >>\nstartxref\n{table}\n%%EOF\n".encode()
    )
    assert b"blacked out" in first + update
    accepted = examine(first + update, "a.pdf")
    assert b"blacked out" not in everything_in(accepted.content)
    assert accepted.pages == 1


@pytest.mark.parametrize("user", ["secret", ""])
def test_a_protected_pdf_is_refused_with_the_way_out(user):
    data = saved(blank_pdf(), encryption=pikepdf.Encryption(owner="owner", user=user))
    assert "protected with a password" in refusal(data, "a.pdf")


def test_a_pdf_cut_short_is_refused():
    pdf = blank_pdf()
    pdf.pages[0].Contents = Stream(pdf, bytes(range(256)) * 40)
    assert "cut short" in refusal(saved(pdf, compress_streams=False)[:-3000], "a.pdf")


def test_a_pdf_that_is_an_archive_as_well_is_refused():
    data = saved(blank_pdf())
    assert "archive at once" in refusal(data + archive({"evil.exe": b"MZ"}), "a.pdf")
    assert "archive at once" in refusal(data + archive({"evil.exe": b"MZ" * 3000}, packed=False), "a.pdf")


def test_a_damaged_pdf_is_refused():
    assert "damaged" in refusal(b"%PDF-1.7\nnothing of a PDF in here\n%%EOF\n", "a.pdf")


def test_a_pdf_without_pages_is_refused():
    assert "damaged" in refusal(saved(pikepdf.new()), "a.pdf")


def test_a_folder_of_files_dressed_as_pdf_is_refused():
    pdf = blank_pdf()
    pdf.Root.Collection = Dictionary(Type=Name.Collection)
    assert "folder of other files" in refusal(saved(pdf), "a.pdf")


def test_a_signed_pdf_is_taken_with_a_word_about_its_signature():
    pdf = blank_pdf()
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("s"), V=Dictionary(Type=Name.Sig)))])
    )
    assert "signature" in notes_of(saved(pdf))


def test_a_picture_that_is_huge_only_when_drawn_is_refused():
    pdf = blank_pdf()
    image = Stream(pdf, b"\0")
    image.stream_dict = Dictionary(Subtype=Name.Image, Width=100_000, Height=100_000)
    pdf.Root.Hidden = image
    assert "complicated" in refusal(saved(pdf), "a.pdf")


def test_a_few_kilobytes_of_objects_that_unpack_to_gigabytes_are_refused():
    bomb = zlib.compress(b"0" * 60_000_000, 9)
    described = f"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {len(bomb)}"
    head = f"%PDF-1.7\n5 0 obj\n<< {described} >>\nstream\n".encode()
    data = head + bomb + b"\nendstream\nendobj\n%%EOF\n"
    assert len(data) < 100_000
    assert "complicated" in refusal(data, "a.pdf")
    assert "complicated" in refusal(data.replace(b"/FlateDecode", b"[/AHx /FlateDecode]"), "a.pdf")
    assert "complicated" in refusal(data.replace(b"/First", b"/F#69rst /Image"), "a.pdf")


def test_a_name_spelt_in_codes_or_kept_elsewhere_hides_nothing():
    pdf = blank_pdf()
    pdf.pages[0].obj.Anywhere = Dictionary(S=pdf.make_indirect(Name.JavaScript), Code=String("evil-script"))
    assert b"evil-script" not in everything_in(examine(saved(pdf), "a.pdf").content)
    data = (
        pdf_with_action(S=Name.JavaScript, JS=String("evil-script"))
        .replace(b"/JS", b"/J#53")
        .replace(b"/S /J", b"/#53 /J")
    )
    assert b"/J#53" in data
    assert b"evil-script" not in everything_in(examine(data, "a.pdf").content)
