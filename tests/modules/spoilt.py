"""What a test of the checker speaks of."""

from collections.abc import Callable

from modules.problem import Problem

Spoil = Callable[[str, str, str], list[Problem]]


def said(found: list[Problem], words: str) -> list[Problem]:
    """The problems whose message holds these words."""
    return [problem for problem in found if words in problem.message]
