"""Item banks in Moodle's own XML, out and in.

Elements as Moodle's `qformat_xml` and `qtype_ordering` read and write them. Words go out as HTML, a text with marks of
its own as Markdown, which Moodle shows as well.
"""

from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, ParseError, SubElement, TreeBuilder, indent, tostring

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import XMLParser  # type: ignore[import-untyped]

from modules.exchange.cdata import in_cdata
from modules.exchange.markup import from_plain, one_line, read
from modules.exchange.question import (
    ANY_OF,
    BELONG_TO_NOTHING,
    PARTLY,
    SOME_STEPS,
    Bank,
    Choice,
    Question,
    Reading,
    Remark,
    UnreadableError,
    UnsupportedError,
    settled,
    told_apart,
    told_together,
)
from modules.exchange.weights import as_text, weights
from modules.prose import html, plain

SUFFIX = "xml"
_REASONS = {
    "essay": "is an essay; here every answer is marked at once",
    "shortanswer": "asks for a short answer in the learner’s own words; that is not taken over",
    "numerical": "asks for a number; numerical questions are not taken over",
    "cloze": "is a text with gaps (cloze); that is not taken over",
    "multianswer": "is a text with gaps (cloze); that is not taken over",
    "description": "has no answers: it is a description",
    "random": "draws another question at random; send the questions themselves",
    "randomsamatch": "draws from other questions at random; send the questions themselves",
}


# --- out ----------------------------------------------------------------------------------------


def write(bank: Bank) -> bytes:
    """The whole bank as UTF-8, a category for each objective."""
    quiz = Element("quiz")
    for objective, words, questions in bank.by_objective():
        steps = (_step(bank.category), _step(f"{objective} {words}"))
        category = SubElement(SubElement(quiz, "question", type="category"), "category")
        _leaf(category, "text", "/".join(("$course$", "top", *steps)))
        for question in questions:
            _written(quiz, question)
    indent(quiz)
    body = in_cdata(tostring(quiz, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def _step(name: str) -> str:
    return name.replace("/", "//")


def _leaf(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _text(parent: Element, tag: str, markdown: str, **attributes: str) -> Element:
    """A text in its own element; words alone as an HTML paragraph."""
    bare = plain(markdown) == markdown
    made = SubElement(parent, tag, {"format": "html" if bare else "markdown", **attributes})
    _leaf(made, "text", html(markdown).strip() if bare and markdown else markdown)
    return made


def _written(quiz: Element, question: Question) -> None:
    kinds = {"single": "multichoice", "multiple": "multichoice", "match": "matching", "order": "ordering"}
    made = SubElement(quiz, "question", type=kinds[question.shape])
    _leaf(SubElement(made, "name"), "text", question.id)
    _text(made, "questiontext", question.stem)
    chosen = question.shape in ("single", "multiple")
    _text(made, "generalfeedback", question.why if chosen else told_together(question))
    for tag, value in (
        ("defaultgrade", "1"),
        ("penalty", "0.3333333"),
        ("hidden", "0"),
        ("idnumber", question.id),
    ):
        _leaf(made, tag, value)
    if chosen:
        _choices(made, question)
    elif question.shape == "match":
        _pairs(made, question)
    else:
        _steps(made, question)
    tags = SubElement(made, "tags")
    for tag in (question.kind, question.use):
        _leaf(SubElement(tags, "tag"), "text", tag)


def _choices(made: Element, question: Question) -> None:
    _leaf(made, "single", "true" if question.shape == "single" else "false")
    _leaf(made, "shuffleanswers", "true")
    _leaf(made, "answernumbering", "none")
    for one, percent in zip(question.choices, weights(question), strict=True):
        _text(_text(made, "answer", one.text, fraction=as_text(percent)), "feedback", one.why)


def _pairs(made: Element, question: Question) -> None:
    _leaf(made, "shuffleanswers", "true")
    for one in question.choices:
        _leaf(SubElement(_text(made, "subquestion", one.text), "answer"), "text", plain(one.target))


def _steps(made: Element, question: Question) -> None:
    """The fraction of a step is its place. Moodle keeps no feedback beside a step: it stands in the general one.

    Without `shownumcorrect` Moodle 4.5 adds hints that its own database refuses, and stops in the middle of the file.
    """
    settings = {"layouttype": "VERTICAL", "selecttype": "ALL", "selectcount": str(len(question.choices))}
    marks = {"gradingtype": "ALL_OR_NOTHING", "showgrading": "SHOW", "numberingstyle": "none"}
    for tag, value in {**settings, **marks, "shownumcorrect": "1"}.items():
        _leaf(made, tag, value)
    for place, one in enumerate(question.choices, start=1):
        _text(made, "answer", one.text, fraction=f"{place}.0000000")


# --- in -----------------------------------------------------------------------------------------


class _Numbered(TreeBuilder):
    """Elements that know the line they begin on, in an attribute that no file can have."""

    parser: Any

    def start(self, tag: Any, attrs: dict[Any, Any], /) -> Element:
        return super().start(tag, {**attrs, " line": str(self.parser.parser.CurrentLineNumber)})


def parse(data: bytes) -> Reading:
    """Every question of a Moodle XML file. What cannot be taken is named with its line; the rest is given.

    Raises UnreadableError for what is no Moodle XML, and for entities that could swell.
    """
    questions: list[Question] = []
    refused: list[Remark] = []
    lost: list[Remark] = []
    objective = ""
    for element in _tree(data).iter("question"):
        line, kind = int(element.get(" line", "0")), element.get("type", "")
        if kind == "category":
            objective = (
                (element.findtext("category/text") or "").replace("//", "∕").split("/")[-1].split(" ")[0]
            )
            continue
        name = one_line(element.findtext("name/text") or element.findtext("questiontext/text") or "")[:60]
        try:
            question, remarks = _question(element, kind)
        except UnsupportedError as error:
            refused.append(Remark(line, name, str(error)))
            continue
        own = (element.findtext("idnumber") or "").strip()
        found = replace(question, id=own, objective=objective, name=name, line=line)
        questions.append(settled(found, [one.text or "" for one in element.iterfind("tags/tag/text")]))
        lost += [Remark(line, name, one) for one in remarks]
    return Reading(tuple(questions), tuple(refused), tuple(lost))


def _tree(data: bytes) -> Element:
    builder = _Numbered()
    parser = XMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser
    try:
        parser.feed(data)
        root: Element = parser.close()
    except ParseError as error:
        words = str(error).partition(":")[0]
        raise UnreadableError(f"Line {error.position[0]} is not well-formed XML: {words}.") from error
    except DefusedXmlException as error:
        raise UnreadableError(
            "This XML declares entities or a document type. Moodle writes none; it is refused."
        ) from error
    except (LookupError, ValueError) as error:
        raise UnreadableError("The encoding that this XML names is not known. Save it as UTF-8.") from error
    if root.tag != "quiz":
        raise UnreadableError(
            f"This is XML, but not Moodle’s: it begins with <{root.tag}> in place of <quiz>."
        )
    return root


def _question(element: Element, kind: str) -> tuple[Question, list[str]]:
    for file in element.iter("file"):
        raise UnsupportedError(f"carries the file “{file.get('name', '')}”; files are not taken over")
    makers = {
        "multichoice": _read_choices,
        "truefalse": _read_truth,
        "matching": _read_pairs,
        "match": _read_pairs,
        "ordering": _read_steps,
    }
    if kind not in makers:
        raise UnsupportedError(_REASONS.get(kind, f"is of the type “{kind}”, which is not taken over"))
    remarks = (
        ["has hints after a wrong answer, which are left out"] if element.find("hint") is not None else []
    )
    found, more = makers[kind](element)
    form = _form(element)
    whole = replace(
        found,
        stem=_words(element.find("questiontext"), form),
        why=_words(element.find("generalfeedback"), form),
    )
    if not whole.stem:
        raise UnsupportedError("has no text")
    return (told_apart(whole) if whole.shape in ("match", "order") else whole), remarks + more


def _form(question: Element) -> str:
    """The format of the question’s text, which those that name none inherit. Moodle takes it for HTML by default."""
    text = question.find("questiontext")
    return "html" if text is None else text.get("format", "html")


def _words(element: Element | None, inherited: str) -> str:
    if element is None:
        return ""
    text = element.findtext("text") or ""
    return read(text.strip(), element.get("format", inherited))


def _options(element: Element) -> list[tuple[Choice, float]]:
    """(option, its fraction in per cent) of each answer."""
    found: list[tuple[Choice, float]] = []
    form = _form(element)
    for one in element.iterfind("answer"):
        try:
            fraction = float(one.get("fraction") or 0)
        except ValueError:
            raise UnsupportedError(
                f"gives an option a mark that is no number: {one.get('fraction')}"
            ) from None
        choice = Choice(one_line(_words(one, form)), _words(one.find("feedback"), form))
        found.append((choice, fraction))
    if len(found) < 2:
        raise UnsupportedError("has fewer than two options")
    return found


def _read_choices(element: Element) -> tuple[Question, list[str]]:
    options = _options(element)
    single = (element.findtext("single") or "true").strip().lower() in ("true", "1")
    best = max(fraction for _, fraction in options)
    if best <= 0:
        raise UnsupportedError("has no right answer")
    least = best if single else 1e-9
    choices = tuple(replace(one, right=fraction >= least) for one, fraction in options)
    partly = single and any(0 < fraction < best for _, fraction in options)
    lost = [PARTLY] if partly else []
    one_right = sum(one.right for one in choices) == 1
    if single and not one_right:
        lost.append(ANY_OF)
    return Question("", "single" if single and one_right else "multiple", "", choices), lost


def _read_truth(element: Element) -> tuple[Question, list[str]]:
    words = {"true": "True", "false": "False"}
    choices = tuple(
        replace(one, text=words.get(one.text.lower(), one.text), right=fraction > 0)
        for one, fraction in _options(element)
    )
    return Question("", "single", "", choices), []


def _read_pairs(element: Element) -> tuple[Question, list[str]]:
    pairs = [
        Choice(
            one_line(_words(one, _form(element))),
            target=one_line(from_plain(one.findtext("answer/text") or "")),
        )
        for one in element.iterfind("subquestion")
    ]
    if len(pairs) < 2 or not all(one.target for one in pairs):
        raise UnsupportedError("matches fewer than two pairs")
    whole = tuple(one for one in pairs if one.text)
    lost = [BELONG_TO_NOTHING] if len(whole) < len(pairs) else []
    return Question("", "match", "", whole), lost


def _read_steps(element: Element) -> tuple[Question, list[str]]:
    ordered = sorted(_options(element), key=lambda pair: pair[1])
    some = (element.findtext("selecttype") or "ALL").strip() != "ALL"
    lost = [SOME_STEPS] if some else []
    return Question("", "order", "", tuple(one for one, _ in ordered)), lost
