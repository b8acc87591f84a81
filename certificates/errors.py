"""What can go wrong while a document is made."""

from __future__ import annotations


class RenderError(RuntimeError):
    """The document could not be drawn as it must be; nothing half-right is returned."""
