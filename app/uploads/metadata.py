"""Takes metadata out of JPEG and PNG data without decoding it: for pictures inside PDF and office files.

Phones write the place and the camera's owner into pictures; office programs and scanners copy them unchanged.
"""

import struct

_KEPT_JPEG = {0xE0, 0xE2, 0xEE}  # JFIF, colour profile, Adobe's colour transform: needed to draw it right
_DROPPED_PNG = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_PNG = b"\x89PNG\r\n\x1a\n"


def without_metadata(data: bytes) -> bytes:
    """The same picture without EXIF, place, comments and thumbnails; other data comes back as it is."""
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(_PNG):
            return _png(data)
    except (struct.error, IndexError):
        return data  # not a picture that any viewer draws: nothing to read in it either
    return data


def _jpeg(data: bytes) -> bytes:
    kept = [data[:2]]
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xDA:
            kept.append(_first_image(data[at:]))
            return b"".join(kept)
        (length,) = struct.unpack_from(">H", data, at + 2)
        is_private = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not is_private or (marker in _KEPT_JPEG and data[at + 4 : at + 8] != b"MPF\x00"):
            kept.append(data[at : at + 2 + length])
        at += 2 + length
    return data


def _first_image(scan: bytes) -> bytes:
    """Phones hang a second picture with its own EXIF behind the first: cut there."""
    end = scan.find(b"\xff\xd9\xff\xd8")
    return scan if end < 0 else scan[: end + 2]


def _png(data: bytes) -> bytes:
    kept = [_PNG]
    at = len(_PNG)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        name = data[at + 4 : at + 8]
        if name not in _DROPPED_PNG:
            kept.append(data[at : at + 12 + length])
        at += 12 + length
        if name == b"IEND":
            break
    return b"".join(kept)
