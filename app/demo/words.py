"""What the people of the demonstration write: made from the words of the standard, so that it fits the criterion."""

from datetime import date

from app.domain.levels import level as level_of
from modules.load import curriculum
from modules.model import Scheme
from modules.views import CriterionView

KEEPERS = {
    1: "the head",
    2: "the deputy head for educational work",
    3: "the online-safety coordinator",
    4: "the technician and the deputy head",
    5: "the class teachers’ group",
}


def how(criterion: str, level: int, place: str) -> str:
    """How a school does it, at this level."""
    text = curriculum().criterion(criterion).text
    now = text.levels[level]
    following = f" What comes next: {text.help}" if level < 3 else ""
    return f"{now.practice} {now.paper} In {place} this is in the hands of {keeper(criterion)}.{following}"


def keeper(criterion: str) -> str:
    """Who looks after a criterion, by function."""
    return KEEPERS[int(criterion[0])]


def evidence_title(criterion: str, day: date) -> str:
    """A title a school would give."""
    text = curriculum().criterion(criterion).text
    return f"{text.title}: summary of {day:%B %Y}"


def evidence_text(criterion: str, level: int, place: str, day: date) -> str:
    """Evidence in words: what was seen, where it is kept, and no names of pupils."""
    text = curriculum().criterion(criterion).text
    seen = text.evidence.good[0].rstrip(".")
    lines = (
        f"{text.title}. {text.requirement}",
        f"What we can show: {seen[0].lower()}{seen[1:]}.",
        f"State on {day:%d %B %Y}: {text.levels[level].practice}",
        f"The signed paper is in the file “Online safety” of {place}; {keeper(criterion)} keeps it.",
        "This note holds no names of pupils.",
    )
    return "\n\n".join(lines)


def reason(criterion: str, paper: int, practice: int, scheme: Scheme) -> str:
    """Why an assessor gave these marks."""
    text = curriculum().criterion(criterion).text
    lead = f"On paper {paper}: {text.levels[paper].paper} In practice {practice}: {text.levels[practice].practice}"
    reached = level_of(paper, practice, rule=scheme.levels)
    return f"{lead} That makes level {reached}. {text.must_see}"


def advice(view: CriterionView) -> str:
    """What an expert says about a claim."""
    return f"Think of what an assessor must see: {view.text.must_see} A good beginning: {view.text.help}"


def change(view: CriterionView) -> str:
    """What an expert asks to change."""
    good = view.text.evidence.good[-1]
    return f"Please add one more piece of evidence that shows daily use. For example: {good[0].lower()}{good[1:]}"
