"""Uploaded files: examined, proven, rewritten. Pure: bytes in, verdict out; no web, no database, no disk."""

from app.uploads.examination import examine
from app.uploads.scanner import Scanner, scanner_from
from app.uploads.verdict import DEFAULT, Accepted, Limits, Refused

__all__ = ["DEFAULT", "Accepted", "Limits", "Refused", "Scanner", "examine", "scanner_from"]
