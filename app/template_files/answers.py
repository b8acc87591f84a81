"""What a school typed, changed by what it sends: values in, new values out, nothing lost. Pure."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from app.template_files.form import MARKED, MOST_ROWS, OWN, TICKED, Bit, Part, columns, own_key, part, parts
from modules.blanks import BLANK, TICK, names
from modules.model import Template, TemplateSection

Answers = dict[str, Any]
LARGEST = 60_000  # bytes of all answers of one draft


def prefilled(template: Template, known: Mapping[str, str]) -> Answers:
    """The first answers of a draft: what the platform knows, where the tool has a place for it."""
    kept: Answers = {}
    for one in parts(template, {}):
        values = {field.key: known[field.known] for field in one.fields if known.get(field.known)}
        if values:
            kept[one.section.id] = {"values": values}
    return {"parts": kept}


def taken(section: TemplateSection, answers: Answers, sent: Mapping[str, str]) -> Answers:
    """The answers with what was sent for one part. Only fields that the part offers are read."""
    values = dict(_kept(section, answers).get("values", {}))
    for field in part(section, answers).fields:
        if field.key not in sent and (field.kind != "tick" or OWN in sent):
            continue  # the page it was sent from did not have this field
        words = sent.get(field.key, "")
        if field.kind == "tick":
            values[field.key] = MARKED if words else ""
        elif field.kind == "line":
            values[field.key] = " ".join(words.split())
        else:
            values[field.key] = "\n".join(line.rstrip() for line in words.strip().splitlines())
    return _with(section, answers, values=values)


def leave_out(section: TemplateSection, answers: Answers, out: bool) -> Answers:
    """The answers with this part left out of the document, or taken in again."""
    return _with(section, answers, out=out)


def add_row(section: TemplateSection, answers: Answers) -> Answers:
    """One more row in the part's table."""
    return _with(section, answers, rows=min(int(_kept(section, answers).get("rows", 0)) + 1, MOST_ROWS))


def without_empty_rows(section: TemplateSection, answers: Answers) -> Answers:
    """Rows that were added and stayed empty are gone, from the end."""
    rows = int(_kept(section, answers).get("rows", 0))
    for row in reversed(part(section, answers).rows[-rows:] if rows else ()):
        if any(bit.field and bit.field.value for one in row.cells for bit in one):
            break
        rows -= 1
    return _with(section, answers, rows=rows)


def own_words(section: TemplateSection, answers: Answers) -> Answers:
    """The part in the school's own words: they begin as the ready ones, with what was filled in."""
    ready = part(section, answers)
    values = dict(_kept(section, answers).get("values", {}))
    if section.text:
        values.setdefault(OWN, _written(section, ready))
    for row, words in zip(ready.rows, section.rows[1:], strict=False):
        for column, bits, text in zip(columns(section), row.cells, words, strict=True):
            if text and text.strip() != BLANK:
                values.setdefault(own_key(f"{column} · {row.name}"), said(bits, BLANK))
    return _with(section, answers, values=values, own=True)


def ready_words(section: TemplateSection, answers: Answers) -> Answers:
    """Back to the ready words; the school's own are kept for another day."""
    return _with(section, answers, own=False)


def without(answers: Answers, name: str) -> Answers:
    """The answers without a person's name where it stood alone."""
    cleared = {
        key: {**one, "values": {label: "" if words == name else words for label, words in one.get("values", {}).items()}}
        for key, one in answers.get("parts", {}).items()
    }  # fmt: skip
    return {**answers, "parts": cleared}


def said(bits: tuple[Bit, ...], empty: str) -> str:
    """Bits as words: a field is its value, an empty one is `empty`, a box is ticked or not."""
    return "".join(bit.text if bit.field is None else _value(bit, empty) for bit in bits)


def _value(bit: Bit, empty: str) -> str:
    assert bit.field is not None
    if bit.field.kind == "tick":
        return TICKED if bit.field.value else TICK
    words = bit.field.value or ("" if bit.field.kind == "cell" else empty)
    return f"({words})" if bit.hugged else words


def _written(section: TemplateSection, ready: Part) -> str:
    """The Markdown of a part with what was filled in; signs of lists and bold type stay."""
    text, fields = section.text, [field for field in ready.fields if field.kind in ("line", "tick")]
    left = iter(
        field for field in fields if any(bit.field == field for _, line in ready.lines for bit in line)
    )
    out, rest = [], text
    while (place := min((rest.find(sign) for sign in (BLANK, TICK) if sign in rest), default=-1)) >= 0:
        sign = TICK if rest[place] == TICK else BLANK
        out.append(rest[:place])
        rest = rest[place + len(sign) :]
        name = names(sign + rest)[0] if sign == BLANK else ""
        rest = rest.removeprefix(f"{{{name}}}") if name else rest
        by_hand = name == "hand" or (sign == TICK and section.by_hand)
        field = None if by_hand else next(left, None)
        out.append(sign if field is None or not field.value else TICKED if sign == TICK else field.value)
    return "".join([*out, rest])


def _kept(section: TemplateSection, answers: Answers) -> Answers:
    found: Answers = answers.get("parts", {}).get(section.id, {})
    return found


def _with(section: TemplateSection, answers: Answers, **changes: Any) -> Answers:
    changed = {**_kept(section, answers), **changes}
    return {**answers, "parts": {**answers.get("parts", {}), section.id: changed}}


def stamp(section: TemplateSection, answers: Answers) -> str:
    """What tells whether a part is still as it was shown: two people may work on two parts at once."""
    kept = json.dumps(_kept(section, answers), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(kept.encode()).hexdigest()[:16]


def size(answers: Answers) -> int:
    """Bytes that these answers take."""
    return len(json.dumps(answers, ensure_ascii=False).encode())
