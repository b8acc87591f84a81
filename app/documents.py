"""Documents written from the rules themselves, so that a change of permission is a readable line in a diff."""

from pathlib import Path

from app.domain.action import Action
from app.domain.policy import POLICY
from app.domain.workflow import DURING, FINAL, TRANSITIONS, AwardState, State

DOCS = Path(__file__).parent.parent / "docs"
NOTE = "<!-- Written by `./ciss docs` from the code; a test compares. Do not edit. -->\n"


def permissions() -> str:
    """Every action with the rule that admits people to it, in the rule's own name and words."""
    lines = [NOTE, "# Who may do what", "", "| action | rule | what the rule says |", "|---|---|---|"]
    for action in Action:
        rule = POLICY[action]
        words = (rule.__doc__ or "").strip().split("\n")[0].replace("|", "/")
        lines.append(f"| {action.value} | `{rule.__name__}` | {words} |")
    return "\n".join(lines) + "\n"


def workflow() -> str:
    """Every transition, and what may be done in which state without moving it."""
    lines = [NOTE, "# What may follow what", "", "| step | from | to |", "|---|---|---|"]
    for one in TRANSITIONS:
        sources, targets = ", ".join(one.sources), " or ".join(one.targets)
        lines.append(f"| {one.action.value} | {sources} | {targets} |")
    lines += ["", "## Without moving the case", "", "| action | states |", "|---|---|"]
    lines += [f"| {action.value} | {', '.join(states)} |" for action, states in DURING.items()]
    final = ", ".join(FINAL)
    lines += ["", f"States of an application: {', '.join(State)}. Final: {final}."]
    lines += [
        f"States of an award: {', '.join(AwardState)}; expired follows from the date and is never stored."
    ]
    return "\n".join(lines) + "\n"


DOCUMENTS = {"permissions.md": permissions, "workflow.md": workflow}


def write() -> list[str]:
    """Write every generated document; returns their paths."""
    paths = []
    for name, make in DOCUMENTS.items():
        path = DOCS / name
        path.write_text(make(), encoding="utf-8")
        paths.append(str(path.relative_to(DOCS.parent)))
    return paths
