"""A list of schools as a file: every row gets its verdict, the good ones come in, the bad ones come back with reasons."""

import csv
import io
import secrets
from pathlib import Path

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.extensions import db
from app.models import AuditEvent, School, SchoolImport
from tests.factories.people import make_admin, make_coordinator, make_head, make_programme, make_school
from tests.support.client import Client, Page

REGISTER = (Path(__file__).parents[2] / "data" / "schools-belarus-osm.csv").read_bytes()
UPLOAD = "/programmes/belarus/import-schools"


def send(client: Client, data: bytes | str, name: str = "schools.csv", status: int = 303) -> Page:
    """Send a file the way a browser does. The body is made here: the test browser leaves large ones open on disk."""
    content = data.encode() if isinstance(data, str) else data
    upload = FileStorage(io.BytesIO(content), name)
    keys = {"csrf_token": client.csrf(), "once": secrets.token_urlsafe(16)}
    boundary, body = encode_multipart({**keys, "file": upload})
    kind = f"multipart/form-data; boundary={boundary}"
    page = Page(client.browser.post(UPLOAD, data=body, content_type=kind))
    assert page.status == status, page.text[:600]
    return page


def dry_run(client: Client, data: bytes | str) -> SchoolImport:
    place = send(client, data).location
    return db.session.scalars(select(SchoolImport).where(SchoolImport.ref == place.split("/")[-1])).one()


def take_in(client: Client, kept: SchoolImport, status: int = 303) -> Page:
    return client.post(f"/programmes/belarus/imports/{kept.ref}/import-schools", status=status)


def to_mend(client: Client, kept: SchoolImport) -> list[dict[str, str]]:
    answer = client.get(f"/programmes/belarus/imports/{kept.ref}/to-mend.csv").response
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def schools() -> int:
    return db.session.scalar(select(func.count()).select_from(School)) or 0


def test_all_3119_rows_of_the_belarusian_register_get_a_verdict_and_none_is_lost(client: Client) -> None:
    client.sign_in(make_coordinator())
    kept = dry_run(client, REGISTER)
    assert (kept.rows, kept.good, kept.known, kept.bad) == (3119, 2015, 0, 1104)
    assert schools() == 0
    shown = client.get(f"/programmes/belarus/imports/{kept.ref}").text
    assert "2015 rows are good" in shown
    assert "Without a name : 1104" in shown
    assert "1–50 of 3119" in shown
    take_in(client, kept)
    assert schools() == 2015
    refs = list(db.session.scalars(select(School.ref).order_by(School.id)))
    assert (refs[0], refs[-1], len(set(refs))) == ("by-00001", "by-02015", 2015)
    back = to_mend(client, kept)
    assert len(back) == 1104
    assert all(row["ciss_reason"] == "The name is missing." for row in back)
    lines = REGISTER.decode().splitlines()
    assert all(lines[int(row["ciss_line"]) - 1].startswith(f"{row['sourced_id']},") for row in back)
    taken = set(db.session.scalars(select(School.source_id)))
    sent = {row["sourced_id"] for row in csv.DictReader(io.StringIO(REGISTER.decode()))}
    assert taken | {row["sourced_id"] for row in back} == sent


def test_the_rows_to_mend_come_in_when_they_are_mended(client: Client) -> None:
    client.sign_in(make_coordinator())
    first = dry_run(client, REGISTER)
    take_in(client, first)
    rows = to_mend(client, first)
    for row in rows:
        row["name"] = f"School {row['sourced_id']}"
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    second = dry_run(client, "\ufeff" + text.getvalue())
    assert (second.good, second.bad) == (1104, 0)
    take_in(client, second)
    assert schools() == 3119


def test_the_same_file_again_adds_nothing(client: Client) -> None:
    client.sign_in(make_coordinator())
    take_in(client, dry_run(client, REGISTER))
    again = dry_run(client, REGISTER)
    assert (again.good, again.known, again.bad) == (0, 2015, 1104)
    take_in(client, again)
    assert schools() == 2015


def test_two_dry_runs_of_one_file_take_in_its_schools_once(client: Client) -> None:
    client.sign_in(make_coordinator())
    one, two = dry_run(client, "id,name\n1,A\n2,B\n"), dry_run(client, "id,name\n1,A\n2,B\n")
    assert (one.good, two.good) == (2, 2)
    take_in(client, one)
    take_in(client, two)
    assert schools() == 2


def test_taking_in_twice_is_refused_and_a_double_click_is_not_even_noticed(client: Client) -> None:
    client.sign_in(make_coordinator())
    kept = dry_run(client, "name\nSchool 1\n")
    url = f"/programmes/belarus/imports/{kept.ref}"
    keys = client.get(url).form("/import-schools")
    first = client.post(f"{url}/import-schools", keys, fresh=False)
    second = client.post(f"{url}/import-schools", keys, fresh=False)
    assert first.location == second.location
    assert schools() == 1
    assert "came in already" in take_in(client, kept, status=409).text


def test_the_log_has_the_dry_run_and_the_taking_in(client: Client) -> None:
    client.sign_in(make_coordinator())
    take_in(client, dry_run(client, "name\nSchool 1\n"))
    events = list(db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)))
    assert [(one.action, one.details["step"]) for one in events] == [
        ("import-schools", "dry-run"),
        ("import-schools", "taken-in"),
    ]
    assert all(one.programme_id == make_programme().id for one in events)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("7,,Brest,,,,", "The name is missing."),
        ("7," + "x" * 121 + ",Brest,,,,", "121 characters"),
        ("7,School 🎓,Brest,,,,", "cannot be printed on a certificate: 🎓"),
        ("7,School\x00 5,Brest,,,,", "U+0000"),
        ("7,School,Brest,,,200,50", "not on the map"),
        ("7,School,Brest,,,east,50", "not on the map"),
        ("7,School,Brest,,,27.1,", "not on the map"),
        ("7,School,Brest", "3 cells, the heading has 7"),
        ("7,School,Brest,,,,,8,9", "9 cells, the heading has 7"),
        ("7," + "School," + "r" * 81 + ",,,,", "too long: at most 80"),
        ("7" * 41 + ",School,,,,,", "id is too long"),
        ("1,Another name,Brest,,,,", "same school as in line 2"),
        (",First school,Brest,,,,", "same school as in line 2"),
    ],
)
def test_a_row_that_cannot_come_in_says_why(client: Client, row: str, reason: str) -> None:
    client.sign_in(make_coordinator())
    head = "sourced_id,name,region,district,locality,longitude,latitude\n1,First school,Brest,,,,\n"
    kept = dry_run(client, head + row + "\n")
    assert (kept.rows, kept.good, kept.bad) == (2, 1, 1)
    back = to_mend(client, kept)[0]
    assert back["ciss_line"] == "3"
    assert reason in back["ciss_reason"]
    assert reason in client.get(f"/programmes/belarus/imports/{kept.ref}").text


def test_equal_names_at_other_places_or_under_other_ids_come_in(client: Client) -> None:
    client.sign_in(make_coordinator())
    kept = dry_run(client, "id,name,city\n1,School 4,Brest\n2,School 4,Pinsk\n3,School 4,Brest\n")
    assert kept.good == 3
    shown = client.get(f"/programmes/belarus/imports/{kept.ref}").text
    assert "Line 2 has the same name and place under another id." in shown


def test_a_school_of_the_list_is_known_by_name_and_place_when_it_has_no_id(client: Client) -> None:
    client.sign_in(make_coordinator())
    make_school(name="Gymnasium 1", place_key="brest")
    kept = dry_run(client, "name,region\nGYMNASIUM  1,Brest\nGymnasium 1,Minsk\n")
    assert (kept.good, kept.known, kept.bad) == (1, 1, 0)


@pytest.mark.parametrize(
    "data",
    [
        "name,city\nШкола № 4,Минск\n".encode("utf-8-sig"),
        "name;city\nШкола № 4;Минск\n".encode("cp1251"),
        "name\tcity\nШкола № 4\tМинск\n".encode("utf-16"),
        "sourcedId,orgName,city\n1,Школа №\u202f4,Минск\n".encode(),
        'sep=;\r\nНазвание;city\r\n"Школа\n№ 4";Минск\r\n\r\n'.encode(),
    ],
    ids=["utf-8 with mark", "windows-1251", "utf-16 with tabs", "OneRoster", "quoted line break"],
)
def test_files_of_many_programs_are_understood(client: Client, data: bytes) -> None:
    client.sign_in(make_coordinator())
    take_in(client, dry_run(client, data))
    school = db.session.scalars(select(School)).one()
    assert (school.name, school.locality, school.name_key) == ("Школа № 4", "Минск", "школа № 4")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a,b,c\n1,2,3\n", "No column holds the school’s name"),
        (b"a,b,c\n1,2,3\n", "sourced_id, name, region"),
        (b"a,b,c\n1,2,3\n", "This file has: a, b, c"),
        (b"name,orgName\nx,y\n", "Two columns hold the same thing (name, orgName)"),
        (b"", "This file is empty"),
        (b"name\n", "no row below it"),
        (b"PK\x03\x04rest of a workbook", "This is a spreadsheet"),
        (b"\x00\x01\x02\x03\x00\x00", "This is not a text file"),
        (b'name,city\nA,B\n"never closed,B\nC,D\n', "From line 3 on this file cannot be read"),
        (b"name\n" + b"x" * 10_000_000, "This file has 9.5 MB. Send at most 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(client: Client, data: bytes, sentence: str) -> None:
    client.sign_in(make_coordinator())
    page = send(client, data, status=422)
    assert sentence in page.text
    assert db.session.scalar(select(func.count()).select_from(SchoolImport)) == 0


def test_no_file_at_all_is_told_at_the_field(client: Client) -> None:
    client.sign_in(make_coordinator())
    assert "Choose a CSV file first." in client.post(UPLOAD, {}, status=422).text


def test_formulas_come_back_inert_and_are_read_back_as_they_were(client: Client) -> None:
    client.sign_in(make_coordinator())
    kept = dry_run(client, "id,name,region\n=1+1,,Brest\n-5,,Brest\n")
    back = to_mend(client, kept)
    assert [row["id"] for row in back] == ["'=1+1", "-5"]
    again = dry_run(client, "id,name,region\n'=1+1,School,Brest\n")
    take_in(client, again)
    assert db.session.scalars(select(School.source_id)).one() == "=1+1"


def test_only_the_country_itself_and_admins_import(client: Client) -> None:
    client.sign_in(make_coordinator())
    kept = dry_run(client, "name\nSchool 1\n")
    client.sign_in(make_coordinator(make_programme("MD"))).get(
        f"/programmes/belarus/imports/{kept.ref}", status=404
    )
    client.get(f"/programmes/moldova/imports/{kept.ref}", status=404)
    client.get(f"/programmes/belarus/imports/{kept.ref}/to-mend.csv", status=404)
    client.sign_in(make_head(make_school())).get(UPLOAD, status=404)
    client.sign_in(make_admin()).get(f"/programmes/belarus/imports/{kept.ref}")


def test_the_example_can_be_imported_as_it_is(client: Client) -> None:
    client.sign_in(make_coordinator())
    example = client.get(f"{UPLOAD}/example.csv").response.get_data()
    assert dry_run(client, example).good == 1
