"""What changes in the drafts of a school's tools."""

from app.tools.operations.drafts import (
    CHANGES,
    bring_back,
    remove,
    rename,
    save_part,
    start,
)
from app.tools.operations.evidence import drawn, use_as_evidence

__all__ = [
    "CHANGES",
    "bring_back",
    "drawn",
    "remove",
    "rename",
    "save_part",
    "start",
    "use_as_evidence",
]
