"""PDF files are opened, cleaned and written anew: only what the last version shows is copied."""

import io
import zipfile

import pikepdf
from pikepdf import settings

from app.domain.message import Message
from app.uploads import pdf_clean
from app.uploads.pdf_streams import Measure, TooCostlyError
from app.uploads.verdict import DEFAULT, Limits, Refused, Rewritten

_BROKEN = Message(
    "This PDF is damaged and cannot be opened. Please open it on your computer, print it to PDF, and "
    "upload the new copy."
)
_CUT_SHORT = Message(
    "This PDF is cut short: its end is missing. Please save or send it again and upload the new copy."
)
_PASSWORD = Message(
    "This PDF is protected with a password. Please save a copy without protection, or print it to PDF, and "
    "upload that."
)
_TWO_FILES = Message(
    "This file is a PDF and an archive at once, which only ever hides something. Please print the PDF to "
    "PDF and "
    "upload the new copy."
)
_TOO_MANY = Message(
    "This PDF has %(pages)s pages; at most %(most)s can be uploaded. Please upload only the pages that "
    "matter."
)
_DYNAMIC = Message(
    "This PDF is a form that only works in Adobe Reader. Please open it there, print it to PDF, and upload "
    "the new copy."
)
_PORTFOLIO = Message("This PDF is a folder of other files. Please upload these files one by one.")
_END_WINDOW = 2048
_ZIP_WINDOW = 66_000  # a zip archive's table of contents ends at most this far from the end


def rewrite(data: bytes, limits: Limits) -> Rewritten:
    """The PDF without earlier versions, scripts, attachments, forms' actions, media and metadata; see
    `pdf_clean`.
    """
    _check_ends(data)
    _check_cost(data, limits)
    try:
        with pikepdf.open(io.BytesIO(data), conversion_mode="explicit") as pdf:
            if pdf.is_encrypted:
                raise Refused(_PASSWORD)
            pages = _check_structure(pdf, limits)
            notes = pdf_clean.clean(pdf, limits)
            return Rewritten(_write(pdf), notes=notes, pages=pages)
    except pikepdf.PasswordError as error:
        raise Refused(_PASSWORD) from error
    except Refused:
        raise
    except Exception as error:  # a parser may raise anything on hostile bytes
        raise Refused(_BROKEN) from error


def _check_cost(data: bytes, limits: Limits) -> None:
    measure = Measure(
        one=limits.pdf_stream_bytes, together=limits.pdf_unpacked_bytes, values=limits.pdf_values
    )
    try:
        measure.walk(data)
    except TooCostlyError as error:
        raise Refused(pdf_clean.TOO_COMPLICATED) from error


def _check_ends(data: bytes) -> None:
    if b"%%EOF" not in data[-_END_WINDOW:]:
        raise Refused(_TWO_FILES if _is_archive(data) else _CUT_SHORT)
    if _is_archive(data):
        raise Refused(_TWO_FILES)


def _is_archive(data: bytes) -> bool:
    """Whether an unpacker would find files in these bytes as well."""
    if data.rfind(b"PK\x05\x06", -_ZIP_WINDOW) < 0:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False  # the four bytes stand there by chance


def _check_structure(pdf: pikepdf.Pdf, limits: Limits) -> int:
    if len(pdf.objects) > limits.pdf_objects:
        raise Refused(pdf_clean.TOO_COMPLICATED)
    pages = len(pdf.pages)
    if pages == 0:
        raise Refused(_BROKEN)
    if pages > limits.pdf_pages:
        raise Refused(Message(_TOO_MANY.text, {"pages": pages, "most": limits.pdf_pages}))
    if "/Collection" in pdf.Root:
        raise Refused(_PORTFOLIO)
    if "/NeedsRendering" in pdf.Root:
        raise Refused(_DYNAMIC)
    return pages


def _write(pdf: pikepdf.Pdf) -> bytes:
    """Streams are copied packed, as they are: unpacking them is where a small file could become a huge
    one.
    """
    out = io.BytesIO()
    pdf.save(
        out,
        encryption=False,
        preserve_pdfa=False,
        fix_metadata_version=False,
        compress_streams=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return out.getvalue()


# For the whole process, before any PDF is opened: no stream may unpack to more while tables are read.
settings.set_qpdf_limits(
    flate_max_memory=DEFAULT.pdf_stream_bytes,
    png_max_memory=DEFAULT.pdf_stream_bytes,
    tiff_max_memory=DEFAULT.pdf_stream_bytes,
    run_length_max_memory=DEFAULT.pdf_stream_bytes,
    dct_max_memory=DEFAULT.pdf_stream_bytes,
    max_stream_filters=4,
    doc_max_warnings=200,
)
