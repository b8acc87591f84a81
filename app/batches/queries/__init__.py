"""What a coordinator sees of many certificates: which fit a choice, and how far a batch has come."""

from app.batches.queries.choosing import (
    KINDS,
    MOST,
    STATUSES,
    Choice,
    ChoosePage,
    chosen_ids,
    page,
    read_choice,
)
from app.batches.queries.progress import Progress, progress, recent

__all__ = [
    "KINDS",
    "MOST",
    "STATUSES",
    "Choice",
    "ChoosePage",
    "Progress",
    "chosen_ids",
    "page",
    "progress",
    "read_choice",
    "recent",
]
