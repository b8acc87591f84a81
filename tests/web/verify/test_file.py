"""Anyone brings a file: ours or not, unchanged or not, current or not, and what to do."""

import secrets
import time
import zlib
from io import BytesIO

import pytest

from app.clock import now
from app.domain import codes
from app.domain.workflow import AwardState
from app.extensions import db
from app.files import files
from app.verify.queries.file import Found, examine
from app.verify.views.file import LARGEST
from tests.factories.awards import certify, make_award
from tests.support.client import Page


def bring(client, data: bytes, name: str = "file.pdf"):
    """Send a file as the form does and read the answer."""
    sent = client.post("/verify", {"file": (BytesIO(data), name)})
    assert sent.location.startswith("/verify/file?answer=")
    return client.get(sent.location)


def stored(award, ending: str = "") -> bytes:
    return files().get(award.credential_key + ending)


def test_the_certificate_and_all_its_forms_are_known_again(client) -> None:
    award = certify(make_award())

    certificate = bring(client, files().get(award.pdf_key))
    assert "This file is ours and unchanged." in certificate.text
    assert f"the certificate {award.code}, byte for byte" in certificate.text
    assert "This certificate is valid." in certificate.text
    assert "the credential of the certificate" in bring(client, stored(award), "c.json").text
    for ending in (".png", ".svg"):
        assert "a badge with the credential" in bring(client, stored(award, ending), f"b{ending}").text


def test_a_changed_byte_or_an_appended_revision_is_noticed(client) -> None:
    award = certify(make_award())
    pdf = files().get(award.pdf_key)
    flipped = bytearray(pdf)
    flipped[len(pdf) // 2] ^= 1

    for data in (bytes(flipped), pdf + b"\n%%EOF", stored(award).replace(b"Silver", b"Golden")):
        page = bring(client, data)
        assert "This file is not as we issued it." in page.text
        assert award.code in page.text
        assert "Open the page of the code" in page.text


def test_another_file_from_the_same_form_gets_its_own_answer(client) -> None:
    """As after the browser’s Back: what was said of the first file is never said of the second."""
    award = certify(make_award())
    pdf, key = files().get(award.pdf_key), "k" * 22

    answers = [
        client.get(client.post("/verify", {"file": (BytesIO(data), "c.pdf"), "once": key}).location).text
        for data in (pdf, pdf + b" ", b"a bill")
    ]

    assert "This file is ours and unchanged." in answers[0]
    assert "This file is not as we issued it." in answers[1]
    assert "This file is not one of ours." in answers[2]


def test_an_unchanged_file_of_a_withdrawn_certificate_is_not_current(client) -> None:
    award = certify(make_award())
    award.state, award.state_changed_at = AwardState.WITHDRAWN, now()
    db.session.commit()

    page = bring(client, files().get(award.pdf_key))

    assert "This file is ours and unchanged." in page.text
    assert "This certificate was withdrawn." in page.text


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 a bill", b"{}", b"\x89PNG\r\n\x1a\n", b"<svg></svg>", b"\x00" * 1000,
        f"A letter about {codes.new(bytes(range(16)))}".encode(), b"CISS-AAAA-AAAA-AAAA",
    ],
)  # fmt: skip
def test_a_strangers_file_is_not_ours(client, data) -> None:
    page = bring(client, data)

    assert "This file is not one of ours." in page.text
    assert "type the code that is printed on it" in page.text
    assert page.soup.select_one('main a[href="/verify/register"]')


def hostile() -> dict[str, bytes]:
    """Files made to cost a parser its time or memory, each close to the limit."""
    size = LARGEST - 1000
    bomb = zlib.compress(b"\0" * 50_000_000)
    return {
        "nested JSON": b"{" + b"[" * size,
        "a stream that unfolds": b"%PDF-1.7\n1 0 obj<</Filter/FlateDecode>>stream\n" + bomb + b"\nendstream",
        "entities": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "'
        + b"c" * 1_000_000
        + b'">]><svg>'
        + b"&b;" * 1000,
        "half codes": b"CISS-7K2M-9QXA-" * (size // 15),
        "many codes": b" ".join(codes.new(secrets.token_bytes(16)).encode() for _ in range(2000)) * 100,
        "chunks": b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0iTXt\0\0\0\0" * 10_000,
    }


@pytest.mark.parametrize("name", hostile())
def test_a_hostile_file_costs_next_to_nothing(app, name) -> None:
    data = hostile()[name]
    start = time.process_time()

    answer = examine(data)

    assert answer.found is Found.FOREIGN
    assert time.process_time() - start < 1


def test_a_file_above_five_megabytes_is_refused_before_it_is_read(client) -> None:
    body = BytesIO(b"--x\r\n")
    page = Page(
        client.browser.post(
            "/verify", input_stream=body, content_type="multipart/form-data; boundary=x",
            environ_overrides={"CONTENT_LENGTH": str(LARGEST + 100_000)},
        )
    )  # fmt: skip

    assert page.status == 413
    assert "All our files are smaller than 5 MB" in page.text
    assert body.tell() == 0


def test_sending_no_file_says_what_to_do(client) -> None:
    page = client.post("/verify", {}, status=422)

    assert "Choose a file that is not empty." in page.text


def test_an_answer_that_we_did_not_give_is_not_shown(client) -> None:
    award = make_award()
    answer = client.post("/verify", {"file": (BytesIO(b"x"), "x.pdf")}).location.split("=", 1)[1]
    forged = ("A" if answer[0] != "A" else "B") + answer[1:]

    assert client.get(f"/verify/file?answer={forged}", status=303).location == "/verify"
    assert client.get("/verify/file", status=303).location == "/verify"
    assert award.code not in client.get(f"/verify/file?answer={answer}").text


def test_a_double_click_gets_the_same_answer(client) -> None:
    form = client.get("/verify").form("/verify") | {"once": "once-key-of-a-form"}
    form["csrf_token"] = client.csrf()
    first = client.post("/verify", {**form, "file": (BytesIO(b"x"), "x.pdf")}, fresh=False)
    second = client.post("/verify", {**form, "file": (BytesIO(b"x"), "x.pdf")}, fresh=False)

    assert first.location == second.location


def test_a_token_is_known_again_and_a_changed_one_is_noticed(client) -> None:
    award = certify(make_award())
    token = stored(award, ".jwt")
    head, body, signature = token.split(b".")

    page = bring(client, token + b"\n", "credential.jwt")
    assert "This file is ours and unchanged." in page.text
    assert f"the credential of the certificate {award.code}" in page.text
    for changed in (
        head + b"." + body + b"." + signature[::-1],
        head[:-2] + b"AA." + body + b"." + signature,
    ):
        assert "This file is not as we issued it." in bring(client, changed, "c.jwt").text
    for foreign in (
        b"eyJh.eyJz.c2ln",
        b"aaaa.a.aaaa",
        b"aa.bb",
        b"a" * 70_000 + b".b.c",
        head + b".." + signature,
    ):
        assert "This file is not one of ours." in bring(client, foreign, "c.jwt").text


def test_a_poster_is_ours_and_leads_to_its_certificate(client) -> None:
    award = certify(make_award())
    poster = client.get(f"/verify/{award.code}/poster.pdf").response.get_data()

    page = bring(client, poster, "poster.pdf")
    assert "This file is ours and unchanged." in page.text
    assert "This certificate is valid." in page.text
    assert "This file is ours and unchanged." not in bring(client, poster + b" ", "poster.pdf").text
