"""What an examination can say: accepted with what will be stored, or refused with a sentence that says
what to do.
"""

from dataclasses import dataclass, field

from app.domain.message import Message

MIB = 1024 * 1024


class Refused(Exception):
    """The file is not taken; `message` tells the person why, and what to do instead."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True)
class Limits:
    """How much one upload may cost. Sizes are bytes, sides and pixels are of the decoded picture.

    Chosen so that no examination takes over 2 seconds or 150 MiB of memory on a small server, and so that a
    12 MB phone photo and a long school handbook both fit.
    """

    picture_bytes: int = 15 * MIB
    document_bytes: int = 20 * MIB
    text_bytes: int = 5 * MIB
    picture_side: int = 2400  # longer pictures are made smaller
    picture_pixels: int = 110_000_000  # today's phones reach 108 million
    picture_memory: int = 110 * MIB  # estimated need of the decoder
    webp_pixels: int = 8_000_000  # the WEBP decoder keeps four copies of a picture
    pdf_pages: int = 500
    pdf_objects: int = 60_000
    pdf_values: int = 1_000_000
    pdf_suspect_values: int = 100_000  # in objects that need a closer look
    pdf_nesting: int = 60
    pdf_stream_bytes: int = 48 * MIB
    pdf_unpacked_bytes: int = 160 * MIB  # without pictures
    office_parts: int = 2_000
    office_part_bytes: int = 24 * MIB
    office_bytes: int = 60 * MIB


DEFAULT = Limits()


@dataclass(frozen=True)
class Rewritten:
    """A file after its kind has been proven by decoding it and everything unwanted has been left out."""

    content: bytes
    notes: tuple[Message, ...] = ()
    pages: int | None = None
    pixels: tuple[int, int] | None = None


@dataclass(frozen=True)
class Accepted:
    """What may be stored: rewritten bytes, never the uploaded ones.

    `sha256` is of `content`; `original_sha256` is of the bytes that the person sent, so that they can prove
    which file it was. `notes` tell the person what was changed. `scanned` is False when no virus scanner is
    configured.
    """

    media_type: str
    extension: str
    display_name: str
    content: bytes = field(repr=False)
    size: int
    sha256: str
    original_sha256: str
    notes: tuple[Message, ...] = ()
    pages: int | None = None
    pixels: tuple[int, int] | None = None
    scanned: bool = False
