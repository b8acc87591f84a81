"""A file of foreign questions becomes a draft for an author, and no module changes."""

from pathlib import Path

import pytest

from modules.exchange import gift
from modules.exchange.__main__ import main
from modules.exchange.draft import as_yaml, draft
from modules.exchange.question import UnreadableError, bank
from modules.exchange.reading import read
from modules.load import ROOT
from modules.source import _parse as parse_yaml

TWO = """\
// [id:m3-c01] [tag:single] [tag:check]
::m3-c01::Why does a school need it?{=Because#Yes. ~For fun#No. ~Never#No.}

::New one::Who?{=Police ~Nurse}

Tell us.{}
"""


def test_the_report_counts_lines_and_names_what_an_author_must_write() -> None:
    found = draft(read(TWO.encode()), bank("m3-reporting"))
    report = list(found.report())
    assert report[0] == "1 new, 1 changed, 0 as they are here, 1 left out"
    assert any(line.startswith("left out: line 6:") and "essay" in line for line in report)
    assert any("“New one” has no objective" in line for line in report)
    assert any("2 of 2 options without an explanation" in line for line in report)
    assert any("here a question with one right answer has 3" in line for line in report)


def test_a_bank_that_comes_back_unchanged_makes_an_empty_draft() -> None:
    ours = bank("m3-reporting")
    found = draft(read(gift.write(ours).encode()), ours)
    assert found.same == len(ours.questions)
    assert not found.questions


def test_new_questions_get_ids_after_the_highest_and_ours_keep_theirs() -> None:
    found = draft(read(TWO.encode()), bank("m3-reporting"))
    written = parse_yaml(as_yaml(found).encode())
    items = written["module.yaml"]["items"]
    highest = max(one.id for one in bank("m3-reporting").questions if "-c" in one.id)
    assert [one["id"] for one in items] == ["m3-c01", f"m3-c{int(highest[-2:]) + 1:02}"]
    assert items[0]["answer"] == ["a"]
    assert written["text.yaml"]["items"]["m3-c01"]["options"]["b"] == {"text": "For fun", "why": "No."}
    assert items[0]["objective"] == "m3-o1"
    assert items[1]["objective"] == ""


def test_an_order_in_a_draft_can_be_read_by_the_content_check() -> None:
    found = draft(read(b"::Calm::In which order?{>\nlisten\nwrite down\ncall\n}\n"), bank("m3-reporting"))
    item = parse_yaml(as_yaml(found).encode())["module.yaml"]["items"][0]
    assert (item["type"], item["options"], item["answer"]) == ("order", ["a", "b", "c"], ["a", "b", "c"])


def test_without_a_place_for_the_draft_only_the_report_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.gift"
    file.write_text(TWO)
    before = {path: path.stat().st_mtime for path in ROOT.rglob("*.yaml")}
    assert main(["import", str(file), "--module", "m3-reporting"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "1 new, 1 changed" in said.err
    assert {path: path.stat().st_mtime for path in ROOT.rglob("*.yaml")} == before


def test_a_draft_is_never_written_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "mine.gift", tmp_path / "draft.yaml"
    file.write_text(TWO)
    assert main(["import", str(file), "--module", "m3-reporting", "--out", str(out)]) == 0
    kept = out.read_bytes()
    assert main(["import", str(file), "--module", "m3-reporting", "--out", str(out)]) == 1
    assert out.read_bytes() == kept
    assert "exists" in capsys.readouterr().err


def test_an_unknown_module_is_told_with_those_that_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gift", "m9-none", "-"]) == 1
    assert "m3-reporting" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        ("Кто поможет? {=Линия ~Никто}".encode("cp1251"), "Windows-1251"),
        (b"Caf\xe9?{=a ~b}", "UTF-8"),
        (b"PK\x03\x04....", "not a text file"),
        (b"// only a comment\n", "No question"),
        (b"x" * (5 * 1024 * 1024 + 1), "at most 5"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(data)
    assert words in str(refused.value)


def test_other_encodings_that_name_themselves_are_read() -> None:
    text = "Кто поможет? {=Линия ~Никто}"
    assert read(text.encode("utf-16")).questions[0].stem == "Кто поможет?"
    assert read(b"\xef\xbb\xbf" + text.encode()).questions[0].choices[1].text == "Никто"
    question = '<question type="essay"><name><text>Кто</text></name></question>'
    xml = f'<?xml version="1.0" encoding="windows-1251"?><quiz>{question}</quiz>'
    assert read(xml.encode("cp1251")).refused[0].name == "Кто"
