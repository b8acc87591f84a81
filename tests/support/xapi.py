"""What the xAPI specification 1.0.3 (part two, “Experience Data”) demands of a statement, as strict types.

Of its many shapes only those that an exporter of learning may use are allowed here: anything else is a mistake.
"""

import re
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")  # RFC 5646, as far as we speak it


def _iri(value: str) -> str:
    assert re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value), f"no absolute IRI: {value}"
    return value


def _zoned(value: str) -> str:
    assert datetime.fromisoformat(value).tzinfo is not None, "a timestamp needs its zone"
    return value


def _tag(value: str) -> str:
    assert LANGUAGE.fullmatch(value), f"no language tag: {value}"
    return value


Iri = Annotated[str, AfterValidator(_iri)]
Tag = Annotated[str, AfterValidator(_tag)]
LanguageMap = dict[Tag, str]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, alias_generator=to_camel)


class Account(Strict):
    home_page: Iri
    name: str = Field(min_length=1)


class Agent(Strict):
    """One inverse functional identifier, and never a name or a mailbox."""

    object_type: Literal["Agent"]
    account: Account


class Verb(Strict):
    id: Iri
    display: LanguageMap


class Definition(Strict):
    name: LanguageMap
    type: Iri
    interaction_type: Literal["choice", "sequencing", "matching"] | None = None


class Activity(Strict):
    object_type: Literal["Activity"]
    id: Iri
    definition: Definition


class Score(Strict):
    scaled: float = Field(ge=-1, le=1)
    raw: int
    min: int
    max: int

    @model_validator(mode="after")
    def _within(self) -> "Score":
        assert self.min < self.max
        assert self.min <= self.raw <= self.max
        return self


class Result(Strict):
    score: Score | None = None
    success: bool | None = None
    completion: bool | None = None
    response: str | None = None


class ContextActivities(Strict):
    parent: list[Activity] | None = None
    grouping: list[Activity] | None = None


class Context(Strict):
    """`platform` and `revision` are allowed only where the object is an activity: here it always is."""

    platform: str
    revision: str
    language: Tag | None = None
    context_activities: ContextActivities | None = None


class Statement(Strict):
    id: str
    actor: Agent
    verb: Verb
    object: Activity
    context: Context
    timestamp: Annotated[str, AfterValidator(_zoned)]
    result: Result | None = None

    @model_validator(mode="after")
    def _sound(self) -> "Statement":
        assert str(UUID(self.id)) == self.id
        if self.result and self.result.response is not None:
            assert self.object.definition.interaction_type
        return self


def check(statement: dict[str, Any]) -> Statement:
    """The statement, if the specification allows it; no null anywhere (2.2: “null” is refused outside extensions)."""
    assert not list(_nulls(statement)), "null is not allowed"
    return Statement.model_validate(statement)


def _nulls(value: Any) -> Any:
    if value is None:
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _nulls(inner)
