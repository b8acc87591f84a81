"""Office files are archives: written again with fixed times, so that the same document is the same bytes."""

import io
import zipfile

_FIRST = "mimetype"  # of an ODT: stands first and is not packed, so that any program knows the file


def steady(content: bytes) -> bytes:
    """The same archive with all its entries dated 1 January 1980, in the order of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda one: (one != _FIRST, one)):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_STORED if name == _FIRST else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()
