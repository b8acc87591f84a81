"""The kind of a file comes from its bytes; its name must agree; every other kind hears what to do."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.uploads import Refused, examine

from .build import archive, blank_pdf, docx, odt, picture, saved
from .refusal import refusal


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.pdf", "empty"),
        (b"MZ\x90\x00 a program", "homework.pdf", "program"),
        (b"\x7fELF\x02\x01", "a.docx", "program"),
        (b"#!/bin/sh\nrm -rf /", "a.txt", "program"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "IMG_1.heic", "HEIC"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "IMG_1.jpg", "HEIC"),
        (b"\x00\x00\x00\x18ftypavif\x00\x00", "a.jpg", "save it as JPEG"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00", "a.mp4", "video"),
        (b"GIF89a\x01\x00", "a.gif", "save it as JPEG or PNG"),
        (b"BM\x00\x00", "a.bmp", "save it as JPEG or PNG"),
        (b"II*\x00", "scan.tif", "save it as JPEG or PNG"),
        (b"<svg onload='x()'>", "a.svg", "print it to PDF"),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>", "a.txt", "print it to PDF"),
        (b"Rar!\x1a\x07", "a.rar", "unpack"),
        (b"7z\xbc\xaf\x27\x1c", "a.docx", "unpack"),
        (b"{\\rtf1", "a.rtf", "DOCX or PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word", "a.doc", "old Office format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (b"a;b;c\n1;2;3", "a.csv", "XLSX"),
        (b"plain words", "notes.md", "PDF, JPEG, PNG"),
        (b"plain words", "notes", "PDF, JPEG, PNG"),
        (b"plain words", "notes.pdf", "not a PDF file"),
        (b"\x01\x02\x03\x04", "a.bin", "PDF, JPEG, PNG"),
    ],
)
def test_every_foreign_file_hears_what_to_do(data, name, says):
    assert says in refusal(data, name)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (picture(), "a.pdf", "JPEG file, but its name does not end in .jpg"),
        (picture("PNG"), "a.jpg", "PNG file, but its name does not end in .png"),
        (saved(blank_pdf()), "a.docx", "PDF file, but its name"),
        (docx(), "a.xlsx", "DOCX file, but its name"),
        (odt(), "a.docx", "ODT file, but its name"),
        (saved(blank_pdf()), "a.pdf.exe", "PDF file, but its name"),
        (saved(blank_pdf()), "no ending", "PDF file, but its name"),
    ],
)
def test_a_name_that_says_something_else_is_refused(data, name, says):
    assert says in refusal(data, name)


@pytest.mark.parametrize(
    "words",
    [
        b"BMW is a car",
        b"MZ means module",
        b"RIFF RAFF",
        b"ID3 is a school",
        b"Rar! we said",
        "BMW — машина".encode(),
    ],
)
def test_words_that_begin_like_another_kind_of_file_are_taken_as_text(words):
    assert examine(words, "notes.txt").content == words


@pytest.mark.parametrize("name", ["a.jpg", "a.JPG", "a.jpeg", "a.JFIF"])
def test_every_usual_ending_of_a_photo_is_taken_and_stored_as_one(name):
    accepted = examine(picture(), name)
    assert (accepted.extension, accepted.display_name) == (".jpg", "a.jpg")


def test_a_file_that_is_too_big_is_refused_without_reading_on():
    class Endless(io.RawIOBase):
        handed_out = 0

        def read(self, size: int = -1) -> bytes:
            assert size >= 0
            self.handed_out += size
            return b"\xff\xd8\xff" + b"x" * (size - 3)

    endless = Endless()
    with pytest.raises(Refused) as refused:
        examine(endless, "a.jpg")
    assert "under 20 MB" in str(refused.value)
    assert endless.handed_out == 20 * 1024 * 1024 + 1


@pytest.mark.parametrize(
    ("data", "name", "most"),
    [
        (b"\xff\xd8\xff" + b"x" * (15 * 1024 * 1024), "a.jpg", "15 MB"),
        (b"x" * (5 * 1024 * 1024 + 1), "a.txt", "5 MB"),
    ],
)
def test_each_family_of_files_has_its_own_limit(data, name, most):
    assert most in refusal(data, name)


def test_both_hashes_and_the_size_are_told():
    from hashlib import sha256

    accepted = examine(io.BytesIO(picture()), "a.jpg")
    assert accepted.original_sha256 == sha256(picture()).hexdigest()
    assert accepted.sha256 == sha256(accepted.content).hexdigest() != accepted.original_sha256
    assert accepted.size == len(accepted.content)
    assert accepted.scanned is False


def verdict(data: bytes, name: str) -> bool:
    """Whether the file was taken with contents or refused with a whole sentence; any other end fails the
    test.
    """
    try:
        return bool(examine(data, name).content)
    except Refused as refused:
        return str(refused.message).endswith(".")


STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\0\0\0\0WEBPVP8 ",
    b"PK\x03\x04",
    saved(blank_pdf())[:300],
    picture()[:300],
    picture("PNG")[:60],
    picture("WEBP")[:60],
    docx()[:200],
]


@given(
    st.sampled_from(STARTS),
    st.binary(max_size=400),
    st.sampled_from(["a.pdf", "a.jpg", "a.png", "a.webp", "a.docx", "a.odt", "a.txt"]),
)
def test_any_bytes_are_accepted_or_refused_with_a_sentence_and_nothing_else(start, rest, name):
    assert verdict(start + rest, name)


WHOLE = {
    "a.pdf": saved(blank_pdf(2)),
    "a.jpg": picture(),
    "a.png": picture("PNG"),
    "a.webp": picture("WEBP"),
    "a.docx": docx(),
    "a.odt": odt(),
}


@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 10_000), st.integers(0, 255))
def test_a_whole_file_with_one_wrong_byte_is_accepted_or_refused_with_a_sentence(name, at, byte):
    data = bytearray(WHOLE[name])
    data[at % len(data)] = byte
    assert verdict(bytes(data), name)


def test_an_archive_with_a_broken_table_is_refused_with_a_sentence():
    broken = archive({"a": "b"})[:-22] + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, 9, 2**31, 0)
    assert "damaged" in refusal(broken, "a.docx")
