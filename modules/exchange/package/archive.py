"""A zip that is the same, byte for byte, whenever and wherever it is made from the same files."""

import io
import zipfile
from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest date that zip knows: the content says its version itself
UNIX = 3
READABLE = 0o100644 << 16


def packed(files: Mapping[str, str]) -> bytes:
    """The files (name -> text) as a zip, sorted by name, without a date and without anybody's machine in it."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = (
                zipfile.ZIP_DEFLATED,
                UNIX,
                READABLE,
            )
            archive.writestr(entry, files[name].encode("utf-8"))
    return body.getvalue()
