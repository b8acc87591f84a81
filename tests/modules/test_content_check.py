"""Every rule for authors is shown to catch a module spoilt in just that way, in the right file."""

from pathlib import Path

import pytest

from modules.check import problems
from modules.load import ROOT
from tests.modules.spoilt import Spoil, said

MODULE, TEXT, STORY = "module.yaml", "en/text.yaml", "scenario.yaml"
C01 = "{id: m3-c01, use: check, type: single, objective: m3-o1, options: [a, b, c], answer: [a]}"
T3 = "options: [a, b, c, d, e], answer: [c, a, e, b, d]}"
GATE = '{id: "3.1", gate: critical, template: reporting-poster, screen: learn-a}'

SPOILT = [
    # structure
    (MODULE, "  - {id: plan, kind: plan", "  - {id: plan, kind: done", "screens must be, in this order"),
    (MODULE, "items: [m3-t3, m3-t4]", "items: [m3-t3, m3-t9]", "names “m3-t9”, which is no try item"),
    (MODULE, "items: [m3-t3, m3-t4]", "items: [m3-t3]", "m3-t4: no screen shows this item"),
    (MODULE, "lesson: tool,", "lesson: tools,", "names lesson “tools”, which has no file"),
    (MODULE, ", m3-s5]", "]", "5 plan suggestions are needed"),
    (MODULE, "start: n1", "start: n2", "scenario.yaml starts at “n1”"),
    (MODULE, C01, C01.replace("m3-o1", "m3-o9"), "unknown objective “m3-o9”"),
    (MODULE, C01, C01.replace("[a, b, c]", "[a, b]"), "a check item has three options"),
    (MODULE, C01, C01.replace("[a, b, c]", "[a, b, b]"), "an option id stands twice"),
    (MODULE, C01, C01.replace("answer: [a]", "answer: [a, b]"), "exactly one option is right"),
    (MODULE, C01, C01.replace("answer: [a]", "answer: []"), "exactly one option is right"),
    (MODULE, C01, C01.replace("answer: [a]", "answer: [d]"), "the answer names an unknown option"),
    (MODULE, C01, C01.replace("answer: [a]", "answer: {a: b}"), "the answer must be a list"),
    (MODULE, C01, C01.replace("single", "order"), "a check item is single, multiple or scenario"),
    (MODULE, C01, C01.replace("single", "multiple"), "at least two options are right, and not all"),
    (MODULE, T3, T3.replace("e, b, d]", "e, b]"), "the answer must put every option in order"),
    (MODULE, "answer: {a: x, b: w, c: z, d: y}", "answer: {a: x, b: w, c: z}", "one target to every option"),
    (
        MODULE,
        "answer: {a: x, b: w, c: z, d: y}",
        "answer: {a: x, b: x, c: z, d: y}",
        "every target must be used",
    ),
    (MODULE, "{draw: 8, pass: 7}", "{draw: 8, pass: 6}", "passed at 7"),
    (MODULE, "objectives: [m3-o1, m3-o2, m3-o3,", "objectives: [", "has no text for"),
    # criteria
    (MODULE, GATE, GATE.replace("critical", "none"), "3.1: gate must be “critical”"),
    (
        MODULE,
        GATE,
        GATE.replace("critical,", "critical, not_applicable: true,"),
        "not_applicable must be false",
    ),
    (MODULE, GATE, GATE.replace("critical,", "critical, automatic: true,"), "automatic must be false"),
    (MODULE, GATE, GATE.replace("learn-a", "learn-z"), "3.1: no screen “learn-z”"),
    (MODULE, GATE, GATE.replace('"3.1"', '"3.9"'), "criteria must be, in this order"),
    (MODULE, GATE, GATE.replace("reporting-poster", "no-such-tool"), "unknown template “no-such-tool”"),
    # words
    (TEXT, "title: Reporting, response and care", 'title: ""', "title is empty"),
    (
        TEXT,
        "    - You will be able to offer three routes to report that pupils really use.\n",
        "",
        "door names 3",
    ),
    (TEXT, "  m3-o7: Keep", "  m3-o8: Keep", "text for an unknown objective “m3-o8”"),
    (TEXT, "  m3-c02:", "  m3-c99:", "item “m3-c02” has no text"),
    (TEXT, "  done: {title: ", "  end: {title: ", "screen “done” has no text"),
    (TEXT, "    key_rule: A route counts", "    intro: A route counts", "screen “learn-a” has no key_rule"),
    (TEXT, "    picture_alt: >-", "    intro: >-", "screen “learn-a” has no picture_alt"),
    (
        TEXT,
        'targets: {x: "Write it down", y: "Leave it out"}',
        'targets: {x: "Write"}',
        "target of m3-p3 “y” has no",
    ),
    (
        TEXT,
        "    why: A good note can be read by the child one day without pain.\n",
        "",
        "m3-p3: the item has no expl",
    ),
    (TEXT, 'criterion: "3.1"', 'criterion: "1.1"', "criterion “1.1” is not in this module"),
    (TEXT, "    who: the head\n", '    who: ""\n', "when, who, action and proof are needed"),
    ("en/criteria.yaml", "  help: Call every", "  help: ''\n  knows: Call every", "duplicate key"),
    ("en/criteria.yaml", '"3.8":', '"3.9":', "criterion “3.8” has no text"),
    # scenario
    (STORY, "n1: {choices: {a: n2, b: n3, c: n3}}", "n1: {choices: {a: n2}}", "needs at least two choices"),
    (STORY, "n7: {choices: {a: e3, b: e4}}", "n7: {choices: {a: e3, b: e9}}", "leads to unknown “e9”"),
    (
        STORY,
        "n7: {choices: {a: e3, b: e4}}",
        "n7: {choices: {a: e3, b: e3}}",
        "ending “e4” cannot be reached",
    ),
    (
        STORY,
        "n7: {choices: {a: e3, b: e4}}",
        "n7: {choices: {a: e3, b: n1}}",
        "every path must take 4 decisions",
    ),
    (STORY, "n3: {choices: {a: n4, b: n5}}", "n3: {choices: {a: n4, b: e4}}", "found: 2, 4"),
    (STORY, "e4: {rank: poor}", "e4: {rank: mixed}", "no ending is poor"),
    (STORY, "start: n1", "start: n0", "start “n0” is no node"),
    ("en/scenario.yaml", "  e4:\n", "  e5:\n", "ending “e4” has no text"),
    ("en/scenario.yaml", "  n7:\n", "  n8:\n", "node “n7” has no text"),
    # style
    ("en/lessons/tool.md", "The flowchart is one page.", "The flowchart is one page. " * 60, "at most 200"),
    ("en/lessons/tool.md", "one page", "one <b>page</b>", "raw HTML is off"),
    ("en/lessons/tool.md", "one page", "one page, +375 17 123 45 67,", "telephone number"),
    (TEXT, "Some worries are about", "Child pornography is about", "is never used here"),
    (TEXT, "“I swear. Now tell me", "All of the above. Now tell me", "is never used here"),
    (TEXT, "“I swear. Now tell me", "I'll swear. Now tell me", "typographic quotes"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "words"), SPOILT, ids=[f"{number} {case[3]}" for number, case in enumerate(SPOILT)]
)
def test_the_checker_names_what_was_spoilt_and_the_file(
    spoil: Spoil, file: str, old: str, new: str, words: str
) -> None:
    found = spoil(file, old, new)
    if words == "has no text for":  # an objective taken away leaves its items and words behind
        words = "text for an unknown objective"
    hits = said(found, words)
    assert hits, [str(problem) for problem in found]
    assert all(hit.path.startswith("m3-reporting/") for hit in hits)


def test_module_three_as_it_is_has_nothing_to_mend(content: Path) -> None:
    assert problems(content) == []


def test_all_content_of_the_product_is_in_order() -> None:
    assert [str(problem) for problem in problems(ROOT)] == []


def test_an_option_without_an_explanation_is_named_with_its_very_line(spoil: Spoil) -> None:
    why = "Her words are enough to act on. Each further look hurts her, and may be an offence."
    found = spoil(TEXT, why, "")
    text = (ROOT / "m3-reporting" / TEXT).read_text(encoding="utf-8")
    line = text[: text.index(why)].count("\n") + 1
    assert [str(one) for one in found] == [
        f"m3-reporting/en/text.yaml:{line}: m3-p1: option “a” has no explanation (why)"
    ]


def test_broken_yaml_is_reported_with_its_line_and_without_a_traceback(spoil: Spoil) -> None:
    found = spoil(TEXT, "door:\n", "door: [\n")
    assert [one.path for one in found] == ["m3-reporting/en/text.yaml"]
    assert found[0].line > 1


def test_an_unknown_key_is_an_error_at_its_line(spoil: Spoil) -> None:
    found = spoil(MODULE, "minutes: 28", "minutes: 28\nseconds: 3")
    assert [(one.path, one.line) for one in said(found, "seconds")] == [("m3-reporting/module.yaml", 6)]


def test_a_criterion_needs_exactly_five_levels(spoil: Spoil) -> None:
    level = "    - paper: No test is planned.\n      practice: Nobody knows whether the routes work.\n"
    found = spoil("en/criteria.yaml", level, "")
    assert said(found, "3.8: 4 level texts; exactly 5 are needed")


def test_a_bank_that_is_too_small_is_refused(spoil: Spoil, content: Path) -> None:
    path = content / "m3-reporting" / MODULE
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not any(f"m3-c0{n}," in line for n in range(1, 7))]
    path.write_text("".join(kept), encoding="utf-8")
    found = problems(content, "m3-reporting")
    assert said(found, "the bank has 29 items; at least 30 are needed")
    assert said(found, "objective m3-o1 has 0 check items; 4 are needed")


def test_right_answers_may_not_all_stand_in_one_place(content: Path) -> None:
    path = content / "m3-reporting" / MODULE
    lines = path.read_text(encoding="utf-8").splitlines()
    first = [line.replace("[b]}", "[a]}").replace("[c]}", "[a]}") for line in lines]
    path.write_text("\n".join(first), encoding="utf-8")
    assert said(problems(content, "m3-reporting"), "the right answer is number 1 in 35 of 35")


@pytest.mark.parametrize(
    ("right", "wrong", "which"), [("xxxxxx", "y", "longest"), ("x", "yyyyyy", "shortest")]
)
def test_the_right_option_may_not_give_itself_away_by_its_length(
    content: Path, right: str, wrong: str, which: str
) -> None:
    from ruamel.yaml import YAML

    yaml = YAML()
    structure = yaml.load((content / "m3-reporting" / MODULE).read_text(encoding="utf-8"))
    answers = {item["id"]: item["answer"] for item in structure["items"] if item["use"] == "check"}
    path = content / "m3-reporting" / TEXT
    text = yaml.load(path.read_text(encoding="utf-8"))
    for item, answer in answers.items():
        for option, words in text["items"][item]["options"].items():
            words["text"] = right if option in answer else wrong
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(text, file)
    assert said(problems(content, "m3-reporting"), f"the right option is the {which} in 35 of 35")


def test_the_second_lesson_needs_a_good_text_beside_a_weak_one(content: Path) -> None:
    path = content / "m3-reporting/en/lessons/learn-b.md"
    path.write_text(path.read_text(encoding="utf-8").replace("#", ""), encoding="utf-8")
    assert said(problems(content, "m3-reporting"), "the second lesson needs a worked example")


def test_a_module_that_takes_too_long_is_refused(spoil: Spoil) -> None:
    found = spoil(TEXT, "You know how a child finds help", "You know how a child finds help, " * 250)
    assert said(found, "28 ± 4 are meant")
