"""Reading one content file: YAML 1.2 in, a checked value out, and the line of whatever is wrong."""

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from modules.model import Frozen

Value = TypeVar("Value", bound=Frozen)
Key = str | int
PLAIN = {  # what authors meet most, in their words
    "extra_forbidden": "no such entry is known here; is it misspelt, or in the wrong place?",
    "missing": "this entry is missing",
}


class ContentError(Exception):
    """A content file that cannot be used. `str()` is “file:line: what is wrong”."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


def read(path: Path) -> dict[str, Any]:
    """The mapping in a YAML 1.2 file (`no` stays text). ContentError names the line.

    Parsing YAML takes most of a start, so the result is kept as JSON beside the compiled Python, with
    the hash of its source: another source means parsing again.
    """
    try:
        source = path.read_bytes()
    except FileNotFoundError:
        raise ContentError(path, 1, "this file is missing") from None
    kept = path.parent / "__pycache__" / f"{path.name}.json"
    digest = sha256(source).hexdigest()
    value = _kept(kept, digest)
    if value is None:
        try:
            value = _parse(source)
        except _BadYamlError as error:
            raise ContentError(path, error.line, error.message) from error
        _keep(kept, digest, value)
    return value


class _BadYamlError(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        # Only the first line: the library goes on with advice about its own options.
        self.line, self.message = line, message.splitlines()[0]


@lru_cache(maxsize=64)
def _parse(source: bytes) -> dict[str, Any]:
    try:
        value = YAML(typ="safe", pure=True).load(source.decode("utf-8"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _BadYamlError(mark.line + 1 if mark else 1, str(error.problem)) from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise _BadYamlError(1, str(error)) from error
    if not isinstance(value, dict):
        raise _BadYamlError(1, "expected keys and values")
    return value


def _kept(kept: Path, digest: str) -> dict[str, Any] | None:
    try:
        found = json.loads(kept.read_bytes())
        return dict(found["value"]) if found["source"] == digest else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(kept: Path, digest: str, value: dict[str, Any]) -> None:
    if sys.dont_write_bytecode:
        return
    # A folder that cannot be written (an installed product) or a value JSON does not know: parse next time.
    with suppress(OSError, TypeError):
        text = json.dumps({"source": digest, "value": value}, ensure_ascii=False)
        if json.loads(text)["value"] != value:
            return
        kept.parent.mkdir(exist_ok=True)
        half = kept.with_suffix(f".{os.getpid()}")
        half.write_text(text, encoding="utf-8")
        half.replace(kept)


def build(model: type[Value], data: dict[str, Any], path: Path) -> Value:
    """The value, or ContentError at the line of the first wrong field."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = [part for part in first["loc"] if isinstance(part, str | int)]
        name = ".".join(str(part) for part in where)
        words = PLAIN.get(first["type"], first["msg"])
        raise ContentError(path, line_of(path, where), f"{name}: {words}") from error


def line_of(path: Path, keys: Sequence[Key]) -> int:
    """The line (from 1) of the deepest of `keys` that a YAML file has: ["items", "m3-c01"]; else 1."""
    if path.suffix != ".yaml" or not path.exists():
        return 1
    place = _nodes(path.read_bytes())
    line = 1
    for key in keys:
        found = _child(place, key)
        if found is None:
            break
        line, place = found
    return line


def _child(place: Node, key: Key) -> tuple[int, Node] | None:
    """Line and value of a key of a mapping, an index of a list, or an `id:` in a list of mappings."""
    if isinstance(place, MappingNode):
        for name, value in place.value:
            if name.value == key:
                return name.start_mark.line + 1, value
    elif isinstance(place, SequenceNode):
        for index, entry in enumerate(place.value):
            called = _child(entry, "id")
            if key == index or (called and called[1].value == key):
                return entry.start_mark.line + 1, entry
    return None


@lru_cache(maxsize=64)
def _nodes(source: bytes) -> Node:
    """The file with positions; only when there is something to complain of."""
    node: Node = YAML(typ="safe", pure=True).compose(source.decode("utf-8"))
    return node
