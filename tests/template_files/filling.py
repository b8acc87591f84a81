"""A tool with every field filled in, each with words of its own."""

from typing import Any

from app.template_files.answers import taken
from app.template_files.form import Field, part
from modules.model import Template


def words(template: Template) -> list[tuple[str, Field]]:
    """What is typed into each field that takes words: “Wort 1-1 ў”, …"""
    found = []
    for number, section in enumerate(template.sections):
        fields = [one for one in part(section, {}).fields if one.kind != "tick"]
        found += [(f"Wort {number}-{place} ў", field) for place, field in enumerate(fields)]
    return found


def everything(template: Template) -> dict[str, Any]:
    """The answers of somebody who left nothing empty."""
    answers: dict[str, Any] = {}
    for number, section in enumerate(template.sections):
        fields = [one for one in part(section, answers).fields if one.kind != "tick"]
        sent = {field.key: f"Wort {number}-{place} ў" for place, field in enumerate(fields)}
        answers = taken(section, answers, sent)
    return answers
