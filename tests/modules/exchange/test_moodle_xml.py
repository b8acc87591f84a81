"""Item banks as Moodle XML: out and in again unchanged, in Moodle's structure; foreign files as far as they go."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from modules.exchange import moodle_xml
from modules.exchange.question import Bank, Choice, Question, UnreadableError, bank
from modules.load import LANGUAGES, curriculum

MODULES = [module.id for module in curriculum().modules]
# What Moodle's importer looks for in each type (question/format/xml/format.php, question/type/ordering/questiontype.php).
NEEDED = {
    "multichoice": {"single", "shuffleanswers", "answernumbering", "answer"},
    "matching": {"shuffleanswers", "subquestion"},
    # Without “shownumcorrect” Moodle 4.5 makes up two hints that have no format, and its database refuses them.
    "ordering": {
        "layouttype",
        "selecttype",
        "selectcount",
        "gradingtype",
        "showgrading",
        "answer",
        "shownumcorrect",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", MODULES)
def test_every_question_of_a_bank_comes_back_as_it_went(module: str, language: str) -> None:
    ours = bank(module, language)
    back = moodle_xml.parse(moodle_xml.write(ours))
    assert not back.refused
    assert not back.lost
    assert {one.id: one for one in back.questions} == {one.id: one for one in ours.questions}


@pytest.mark.parametrize("module", MODULES)
def test_the_structure_is_the_one_moodle_reads(module: str) -> None:
    quiz = fromstring(moodle_xml.write(bank(module)))
    assert quiz.tag == "quiz"
    kinds = [one.get("type") for one in quiz]
    assert kinds[0] == "category"
    assert kinds.count("category") == len(curriculum().module(module).objectives)
    for one in quiz:
        if one.get("type") != "category":
            _well_made(one)


def _well_made(question: Element) -> None:
    assert NEEDED[question.get("type", "")] <= {child.tag for child in question}
    for path in ("name/text", "questiontext/text", "idnumber"):
        assert question.findtext(path)
    if question.get("type") == "multichoice":
        marks = [float(one.get("fraction", "")) for one in question.iterfind("answer")]
        assert sum(mark for mark in marks if mark > 0) == pytest.approx(100, abs=0.001)
        assert all(one.findtext("feedback/text") for one in question.iterfind("answer"))
    if question.get("type") == "ordering":
        places = [float(one.get("fraction", "")) for one in question.iterfind("answer")]
        assert places == [number + 1 for number in range(len(places))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_longer_than_a_column_of_moodle(module: str, language: str) -> None:
    """A longer category or right side of a pair stops its import with an error of the database."""
    ours = bank(module, language)
    names = [ours.category, *(f"{objective} {words}" for objective, words, _ in ours.by_objective())]
    targets = [choice.target for one in ours.questions for choice in one.choices]
    assert max(map(len, names + targets)) <= 255
    assert len({one.id for one in ours.questions}) == len(ours.questions)


def test_an_order_keeps_its_explanations_and_our_rule_in_moodle() -> None:
    """Moodle stores no feedback beside a step, and can mark an order as we do: right as a whole."""
    ours = next(one for one in bank("m3-reporting").questions if one.kind == "order")
    quiz = fromstring(moodle_xml.write(bank("m3-reporting")))
    told = next(one for one in quiz.iter("question") if one.findtext("name/text") == ours.id)
    general = told.findtext("generalfeedback/text") or ""
    assert ours.why in general
    for step in ours.choices:
        assert step.why
        assert f"- {step.text}: {step.why}" in general
    assert told.findtext("gradingtype") == "ALL_OR_NOTHING"


def test_words_with_marks_of_their_own_come_back_as_markdown() -> None:
    whole = bank("m3-reporting")
    choices = (
        Choice("**Bold** & <b>raw</b>", "- a\n- b", right=True),
        Choice("two", "2 < 3"),
        Choice("]]>", "&amp;"),
    )
    one = replace(whole.questions[0], kind="single", stem="First\n\nsecond *line*", choices=choices, why="")
    back = moodle_xml.parse(moodle_xml.write(Bank(whole.module, whole.text, (one,))))
    assert back.questions == (one,)


def test_words_with_signs_of_xml_stand_in_cdata_as_moodle_writes_them() -> None:
    """Moodle’s reader drops a space that it gets as a piece of its own: “& <” became “&<”, “няма на” “нямана”."""
    whole = bank("m3-reporting")
    pairs = (Choice("a & <b> ]]>", target="less < > more"), Choice("plain", target="R&D"))
    one = Question("m3-c01", "match", "Which & < ?", pairs, objective="m3-o1")
    written = moodle_xml.write(Bank(whole.module, whole.text, (one,)))
    assert b"<text><![CDATA[less < > more]]></text>" in written
    assert b"<text><![CDATA[<p>Which &amp; &lt; ?</p>]]></text>" in written
    assert b"&lt;p&gt;" not in written
    texts = re.findall(rb"<text>(.*?)</text>", moodle_xml.write(bank("m3-reporting", "be")), re.DOTALL)
    assert len(texts) > 100
    assert [one for one in texts if re.search(rb"\s", one) and not one.startswith(b"<![CDATA[")] == []
    assert moodle_xml.parse(written).questions == (one,)


FOREIGN = (Path(__file__).parent / "foreign.xml").read_text(encoding="utf-8")


def test_a_foreign_file_gives_what_it_can_and_names_the_rest_by_line() -> None:
    found = moodle_xml.parse(b"\xef\xbb\xbf" + FOREIGN.replace("\n", "\r\n").encode())
    assert [(one.line, one.name, one.kind) for one in found.questions] == [
        (5, "Helpline", "single"),
        (22, "Net", "single"),
        (25, "Pairs", "match"),
    ]
    assert [(one.line, one.name) for one in found.refused] == [
        (16, "Your week"),
        (17, "Gaps"),
        (18, "Sum"),
        (19, "Map"),
    ]
    assert "calculated" in found.refused[2].message
    assert "map.png" in found.refused[3].message
    assert [one.line for one in found.lost] == [5, 5, 25]


def test_a_matching_has_two_names_in_moodle() -> None:
    assert 'type="matching"' in FOREIGN
    other = moodle_xml.parse(FOREIGN.replace('type="matching"', 'type="match"').encode())
    assert other == moodle_xml.parse(FOREIGN.encode())


def test_html_becomes_markdown_and_plain_words_stay_words() -> None:
    helper, truth, pairs = moodle_xml.parse(FOREIGN.encode()).questions
    assert helper.stem == "Who **answers** at night?\n\nThink first."
    assert helper.why == "Ask *early*."
    assert helper.choices[0] == Choice("The helpline", "- free\n- open \\*all\\* day", right=True)
    assert [one.text for one in helper.choices] == ["The helpline", "A friend", "Nobody"]
    assert truth.stem == r"2 \* 3 \* 4 is \_more\_ than 5"
    assert [(one.text, one.right) for one in truth.choices] == [("True", False), ("False", True)]
    assert [(one.text, one.target) for one in pairs.choices] == [("a", "animal"), ("b", "plant")]


OLD = """<?xml version="1.0" encoding="UTF-8"?>
<quiz><question type="multichoice"><name><text>Helpers</text></name>
<questiontext><text>Who helps
at night &lt;b&gt;here&lt;/b&gt;?</text></questiontext><single>true</single>
<answer fraction="100"><text>The helpline</text><feedback><text>Always
open.</text></feedback></answer>
<answer fraction="100"><text>The nurse</text></answer><answer fraction="0"><text>Nobody</text></answer>
</question></quiz>"""


def test_a_text_that_names_no_format_is_html_as_in_moodle() -> None:
    found = moodle_xml.parse(OLD.encode()).questions[0]
    assert found.stem == "Who helps at night **here**?"
    assert found.choices[0].why == "Always open."


def test_of_several_right_answers_one_was_enough_there_and_that_is_said() -> None:
    found = moodle_xml.parse(OLD.encode())
    assert found.questions[0].kind == "multiple"
    assert "one of its right answers is enough" in found.lost[0].message


BOMB = b"""<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<quiz><question type="essay"><name><text>&b;</text></name></question></quiz>"""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (BOMB, "entities"),
        (b'<?xml version="1.0"?><!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>', "document type"),
        (b"<quiz>\n<question>\n</quiz>", "Line 3"),
        (b"<html><quiz/></html>", "<html>"),
        (b'<?xml version="1.0" encoding="no-such"?><quiz/>', "encoding"),
    ],
)
def test_what_is_no_harmless_moodle_xml_is_refused_with_a_reason(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        moodle_xml.parse(data)
    assert words in str(refused.value)
