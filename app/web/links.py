"""Addresses that come from outside and lead back into the product."""

from urllib.parse import urlsplit


def local(target: str | None) -> str | None:
    """The target if it is a path of this site, otherwise None: nobody is sent to a stranger's page."""
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc and target.isprintable() else None
