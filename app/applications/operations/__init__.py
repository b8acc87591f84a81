"""What changes in an application."""

from app.applications.operations.claims import claim_level, give_criterion
from app.applications.operations.evidence import (
    break_glass,
    content_of,
    open_evidence,
    remove_evidence,
)
from app.applications.operations.submission import cancel, submit
from app.applications.operations.support import (
    answer_changes,
    answer_information,
    check_facts,
    object_to,
    request_support,
)
from app.casework.evidence import GONE, Upload, add_evidence, add_version, use_again

__all__ = [
    "GONE",
    "Upload",
    "add_evidence",
    "add_version",
    "answer_changes",
    "answer_information",
    "break_glass",
    "cancel",
    "check_facts",
    "claim_level",
    "content_of",
    "give_criterion",
    "object_to",
    "open_evidence",
    "remove_evidence",
    "request_support",
    "submit",
    "use_again",
]
