"""Item banks as GIFT: out and in again unchanged, and foreign files as far as they go."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.exchange import gift
from modules.exchange.question import Bank, Choice, Question, Reading, bank
from modules.load import LANGUAGES, curriculum
from modules.prose import plain

MODULES = [module.id for module in curriculum().modules]
GIFTPARSER = os.environ.get("CISS_GIFTPARSER", "")
JUDGES = Path(__file__).parent / "judges"
NPM = os.environ.get("CISS_EXCHANGE_MODULES", "")


def by_id(reading: Reading) -> dict[str, Question]:
    return {one.id: one for one in reading.questions}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", MODULES)
def test_every_question_of_a_bank_comes_back_as_it_went(module: str, language: str) -> None:
    ours = bank(module, language)
    back = gift.parse(gift.write(ours))
    assert not back.refused
    assert not back.lost
    assert by_id(back) == {one.id: one for one in ours.questions}


words = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"]), min_size=1, max_size=40
).map(lambda text: " ".join(text.split()))
line = words.filter(bool)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Any question that an author could write, with every reserved character in it."""
    kind = draw(st.sampled_from(["single", "multiple", "match", "order"]))
    texts = draw(st.lists(line, min_size=3, max_size=5, unique=True))
    right = draw(st.integers(0, 2))
    choices = [Choice(text, draw(words), right=index == right) for index, text in enumerate(texts)]
    if kind == "match":
        ends = draw(
            st.lists(
                line.filter(lambda text: plain(text) == text),
                min_size=len(texts),
                max_size=len(texts),
                unique=True,
            )
        )
        choices = [
            replace(one, right=False, target=end, why="") for one, end in zip(choices, ends, strict=True)
        ]
    if kind == "order":
        choices = [replace(one, right=False, why="") for one in choices]
    stem = draw(st.lists(line, min_size=1, max_size=3).map("\n\n".join))
    return Question("m3-c01", kind, stem, tuple(choices), draw(words), "m3-o1")  # type: ignore[arg-type]


@settings(max_examples=30, deadline=None)
@given(questions())
def test_any_words_survive_the_way_there_and_back(one: Question) -> None:
    whole = bank("m3-reporting")
    back = gift.parse(gift.write(Bank(whole.module, whole.text, (one,))))
    assert back.questions == (one,)


def test_the_marks_of_several_right_answers_make_a_hundred_per_cent() -> None:
    choices = tuple(Choice(f"Option {number}", right=number < 3) for number in range(5))
    question = Question("m3-c01", "multiple", "Which?", choices, objective="m3-o1")
    whole = bank("m3-reporting")
    written = gift.write(Bank(whole.module, whole.text, (question,)))
    assert written.count("~%33.33333%") == 3
    assert written.count("~%-50%") == 2


def test_words_that_look_like_html_go_out_as_words() -> None:
    """Moodle takes a text without a format for HTML where it has tags; ours are words."""
    choices = (Choice("age < 13 & alone", right=True), Choice("<b>raw</b>"), Choice("neither"))
    question = Question("m3-c01", "single", "Which of <these>?", choices, objective="m3-o1")
    whole = bank("m3-reporting")
    written = gift.write(Bank(whole.module, whole.text, (question,)))
    assert "::[plain]Which of <these>? {" in written
    assert "=[plain]age < 13 & alone" in written
    assert gift.parse(written).questions == (question,)


def test_words_that_look_like_gift_stay_words() -> None:
    """A share of the mark stands at the start of an option; an arrow parts a pair, and GIFT cannot escape it."""
    whole = bank("m3-reporting")
    share = Question(
        "m3-c01", "single", "How many?", (Choice("%50% of all", right=True), Choice("%10%"), Choice("none"))
    )
    pairs = (
        Choice("call -> listen", "First.", target="[html] now"),
        Choice("write -> sign", "Then.", target="later"),
    )
    steps = Question("m3-c02", "match", "When?", pairs, "In time.")
    both = tuple(replace(one, objective="m3-o1") for one in (share, steps))
    back = gift.parse(gift.write(Bank(whole.module, whole.text, both))).questions
    assert back[0] == both[0]
    assert [(one.text, one.why, one.target) for one in back[1].choices] == [
        ("call → listen", "First.", "[html] now"),
        ("write → sign", "Then.", "later"),
    ]


def test_what_moodle_itself_writes_is_taken_with_a_word_about_what_is_lost() -> None:
    found = gift.parse(MOODLES_OWN)
    pairs, order, several = found.questions
    assert [(one.text, one.target) for one in pairs.choices] == [("a talk", "Forum"), ("a vote", "Choice")]
    assert (order.kind, order.id) == ("order", "myid")
    assert [one.text for one in order.choices] == ["Modular", "Object = Oriented", "Dynamic"]
    assert several.kind == "multiple"
    assert [(one.line, one.name) for one in found.lost] == [(2, "Pairs"), (9, "Moodle"), (15, "Nobody")]
    assert "belong to nothing" in found.lost[0].message
    assert "shows only some of its steps" in found.lost[1].message
    assert "one of its right answers is enough" in found.lost[2].message
    assert not found.refused


MOODLES_OWN = """// question: 2  name: Pairs
::Pairs::[html]Match.{
\t=[plain]a talk -> Forum
\t=a vote -> Choice
\t= -> Chat
}

// [id:myid]
::Moodle::[html]Put these words in order.{>2 RANDOM VERTICAL ABSOLUTE_POSITION SHOW none
Modular
Object \\= Oriented
Dynamic
}

::Nobody::Who sees it?{=no one =nobody ~all}
"""

FOREIGN = (Path(__file__).parent / "foreign.gift").read_text(encoding="utf-8")


def test_a_foreign_file_gives_what_it_can_and_names_the_rest_by_line() -> None:
    found = gift.parse(FOREIGN.replace("\n", "\r\n"))
    assert [(one.line, one.kind) for one in found.questions] == [
        (4, "single"),
        (18, "single"),
        (20, "multiple"),
        (22, "classify"),
        (26, "single"),
        (28, "single"),
    ]
    reasons = {one.line: one.message for one in found.refused}
    assert list(reasons) == [12, 14, 16, 24, 30, 32]
    assert "essay" in reasons[12]
    assert "number" in reasons[14]
    assert "short answer" in reasons[16]
    assert "map.png" in reasons[24]
    assert "brace" in reasons[30]
    assert "description" in reasons[32]
    assert [(one.line, one.name) for one in found.lost] == [(4, "Who helps")]


def test_escapes_feedback_and_markup_of_a_foreign_file_become_plain_markdown() -> None:
    helper, truth, *_, listed, gap = gift.parse(FOREIGN).questions
    assert helper.stem == "Who helps: the helpline {day and night}?"
    assert helper.choices[0] == Choice("The helpline = always", "Right.\n\nAlways.", right=True)
    assert helper.why == "Ask early."
    assert [(one.text, one.why, one.right) for one in truth.choices] == [
        ("True", "It is not.", False),
        ("False", "Well seen.", True),
    ]
    assert listed.stem == "See **this**:\n\n- one\n- two"
    assert gap.stem.startswith("Grant is")
    assert gap.stem.endswith("in the tomb.")


@pytest.fixture(scope="module", params=LANGUAGES)
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[str]]:
    """(language, every bank in it as a GIFT file)."""
    folder = tmp_path_factory.mktemp("gift")
    for module in MODULES:
        (folder / f"{module}.gift").write_text(gift.write(bank(module, request.param)), encoding="utf-8")
    return request.param, [str(one) for one in sorted(folder.iterdir())]


@pytest.mark.skipif(not GIFTPARSER, reason="tests/certificates/judges/setup.sh brings pygiftparser")
def test_pygiftparser_understands_every_bank(files: tuple[str, list[str]]) -> None:
    judge = [sys.executable, "-W", "ignore", str(JUDGES / "giftparser.py"), GIFTPARSER]
    language, paths = files
    _same(_told([*judge, *paths]), language)


@pytest.mark.skipif(not (Path(NPM) / "gift-pegjs").is_dir(), reason="setup.sh brings gift-pegjs")
def test_gift_pegjs_understands_every_bank(files: tuple[str, list[str]]) -> None:
    language, paths = files
    _same(_told(["node", str(JUDGES / "gift.mjs"), NPM, *paths]), language)


def _told(command: list[str]) -> dict[str, dict[str, object]]:
    """What a foreign parser understood: id → number of options, texts of the right ones, whether pairs."""
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    found: dict[str, dict[str, object]] = json.loads(done.stdout)
    return found


def _same(told: dict[str, dict[str, object]], language: str) -> None:
    ours = [one for module in MODULES for one in bank(module, language).questions]
    assert told.keys() == {one.id for one in ours}
    for one in ours:
        seen = told[one.id]
        assert seen["stem"] == one.stem
        assert seen["pairs"] is (one.shape in ("match", "order"))
        assert seen["options"] == [choice.text for choice in one.choices]
        if not seen["pairs"]:
            assert seen["right"] == [choice.text for choice in one.choices if choice.right]
            assert seen["whys"] == [choice.why for choice in one.choices]
