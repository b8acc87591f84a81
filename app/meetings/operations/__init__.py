"""What changes about meetings."""

from app.meetings.operations.evidence import Drawn, drawn, use_as_evidence
from app.meetings.operations.meetings import attend, decide, delete, keep_place, start

__all__ = ["Drawn", "attend", "decide", "delete", "drawn", "keep_place", "start", "use_as_evidence"]
