"""Marks of options in per cent, as Moodle takes them: right ones together 100, wrong ones together -100."""

from modules.exchange.question import Question


def weights(question: Question) -> list[float]:
    """The per cent of each option. One choice: 100 and 0. Several: ticking everything earns nothing.

    Five decimals: Moodle refuses a third that is written shorter.
    """
    rights = sum(one.right for one in question.choices)
    wrongs = len(question.choices) - rights
    if question.shape == "single":
        return [100.0 if one.right else 0.0 for one in question.choices]
    return [round(100 / rights if one.right else -100 / wrongs, 5) for one in question.choices]


def as_text(percent: float) -> str:
    """“50”, “-33.33333”."""
    return f"{percent:.5f}".rstrip("0").rstrip(".")
