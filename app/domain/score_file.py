"""What `./ciss score FILE` reads and prints: marks in, tier and explanation out, through `standing`.

In: one object of marks, a JSON array of such, or one a line. A mark is
`{"d": 0…4, "p": 0…4}`, optionally with `"expired": true` (the document is past its review date) and
`"five_tests"` (true, false, or an object of the five names of `FiveTests` with true or false);
`{"na": true}` says "not applicable". A criterion that is absent, null or without marks is a blank.

Out, per object:
    {"tier": "silver" | null,               the tier earned (a ceiling)
     "module_levels": {"1": 4, …},
     "levels": {"1.1": 3, "4.7": "na", "5.6": null, …},  null: a blank
     "blank": ["5.6", …],                   criteria without marks
     "next": "gold" | null,
     "blockers": ["3.1 is 0, needs 3", …],  what stands between here and `next`
     "path": [{"criterion": "3.1", "from": 0, "to": 1}, …]}   a shortest way to `next`
or, if anything in it cannot be read, {"errors": ["1.1: d is 7, but a mark is a whole number from 0 to 4", …]}.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from app.domain.levels import NOT_APPLICABLE, FiveTests, NotApplicable, level, may_be_left_out
from app.domain.tiers import standing
from modules.model import Criterion, Scheme

_KEYS = {"d", "p", "expired", "five_tests", "na"}
_TESTS = tuple(field.name for field in fields(FiveTests))
_Value = int | NotApplicable | None


class ScoreFileError(ValueError):
    """The file is not JSON of this shape; the text says where."""


class _Twice(dict[str, Any]):
    """An object in which keys came more than once; the later value won in silence."""

    twice: tuple[str, ...] = ()


def score_text(text: str, scheme: Scheme) -> list[dict[str, object]]:
    """The answers to a file, one per object and in the same order. Raises ScoreFileError."""
    return [score(one, scheme) for one in read(text)]


def read(text: str) -> list[object]:
    """The objects of a file, in order. Raises ScoreFileError."""
    text = text.removeprefix("\ufeff")
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        raise ScoreFileError("the file is empty")
    try:
        whole = _parse(text)
    except (ValueError, RecursionError) as error:
        if len(lines) == 1 or not all(line.strip().startswith("{") for _, line in lines):
            raise ScoreFileError(str(error)) from error
        return [_parse_line(number, line) for number, line in lines]
    return whole if isinstance(whole, list) else [whole]


def score(raw: object, scheme: Scheme) -> dict[str, object]:
    """One object of marks, scored; see the head of this file for both shapes."""
    profile, errors = _profile(raw, scheme)
    if errors:
        return {"errors": errors}
    result = standing(profile, scheme)
    return {
        "tier": result.tier.id if result.tier else None,
        "module_levels": {str(number): reached for number, reached in result.module_levels.items()},
        "levels": {one: "na" if isinstance(at, NotApplicable) else at for one, at in profile.items()},
        "blank": [one for one, at in profile.items() if at is None],
        "next": result.next.id if result.next else None,
        "blockers": [str(blocker.message) for blocker in result.blockers],
        "path": [{"criterion": step.criterion, "from": step.start, "to": step.to} for step in result.path],
    }


def _parse(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_object)


def _parse_line(number: int, line: str) -> Any:
    try:
        return _parse(line)
    except (ValueError, RecursionError) as error:
        raise ScoreFileError(f"line {number}: {error}") from error


def _object(pairs: list[tuple[str, Any]]) -> _Twice:
    found = _Twice(pairs)
    keys = [key for key, _ in pairs]
    found.twice = tuple(dict.fromkeys(key for key in keys if keys.count(key) > 1))
    return found


def _profile(raw: object, scheme: Scheme) -> tuple[dict[str, _Value], list[str]]:
    if not isinstance(raw, Mapping):
        return {}, ['expected an object of criteria, such as {"1.1": {"d": 3, "p": 3}}']
    known = {criterion.id: criterion for criterion in scheme.criteria}
    errors = [f"{one}: no such criterion" for one in raw if one not in known]
    errors += [f"{one}: given twice" for one in _twice(raw)]
    profile: dict[str, _Value] = {}
    for one, criterion in known.items():
        profile[one], wrong = _value(criterion, raw.get(one), scheme)
        errors += [f"{one}: {what}" for what in wrong]
    left_out = [one for one, value in profile.items() if isinstance(value, NotApplicable)]
    most = scheme.levels.not_applicable_most
    if len(left_out) > most:
        errors.append(f"{', '.join(left_out)}: at most {most} criteria may be not applicable")
    return profile, errors


def _value(criterion: Criterion, raw: object, scheme: Scheme) -> tuple[_Value, list[str]]:
    if raw is None:
        return None, []
    if not isinstance(raw, Mapping):
        return None, ['expected an object, such as {"d": 3, "p": 3}']
    errors = [f"{key} is not known here" for key in raw if key not in _KEYS]
    errors += [f"{key} is given twice" for key in _twice(raw)]
    errors += [f"{key} is true or false" for key in ("expired", "na") if not _is_flag(raw.get(key))]
    errors += _mark_errors(raw, scheme.levels.maximum)
    tests, wrong = _five_tests(raw.get("five_tests"))
    errors += wrong
    if raw.get("na") is True:
        errors += [] if may_be_left_out(criterion) else ["may not be “not applicable”"]
        errors += ["is “not applicable” and has marks"] if _marked(raw) else []
        return NOT_APPLICABLE, errors
    if errors or not _marked(raw):
        return None, errors
    expired = raw.get("expired") is True
    return level(raw["d"], raw["p"], expired=expired, five_tests=tests, rule=scheme.levels), []


def _mark_errors(raw: Mapping[str, Any], most: int) -> list[str]:
    errors = [
        f"{key} is {json.dumps(raw[key])}, but a mark is a whole number from 0 to {most}"
        for key in ("d", "p")
        if raw.get(key) is not None and not (type(raw[key]) is int and 0 <= raw[key] <= most)
    ]
    absent = [key for key in ("d", "p") if raw.get(key) is None]
    return [*errors, f"{absent[0]} is missing"] if len(absent) == 1 else errors


def _marked(raw: Mapping[str, Any]) -> bool:
    return raw.get("d") is not None or raw.get("p") is not None


def _five_tests(raw: object) -> tuple[FiveTests | bool | None, list[str]]:
    if _is_flag(raw):
        return raw if isinstance(raw, bool) else None, []
    if isinstance(raw, Mapping) and set(raw) <= set(_TESTS) and all(_is_flag(one) for one in raw.values()):
        return FiveTests(**raw), [f"{key} is given twice" for key in _twice(raw)]
    return None, [f"five_tests is true, false, or an object of {', '.join(_TESTS)}"]


def _is_flag(value: object) -> bool:
    return value is None or isinstance(value, bool)


def _twice(raw: object) -> tuple[str, ...]:
    return raw.twice if isinstance(raw, _Twice) else ()
