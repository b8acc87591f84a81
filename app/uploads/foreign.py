"""Kinds of file that we do not take, recognised so that the person hears what to do with exactly this one."""

import re

from app.domain.message import Message

_HEIC = Message(
    "This is a photo in Apple’s HEIC format. Please save it as JPEG and upload it again. On an iPhone: "
    "Settings, Camera, Formats, Most Compatible."
)
_PICTURE = Message("We cannot take pictures of this kind. Please save it as JPEG or PNG and upload it again.")
_PROGRAM = Message(
    "This is a program, whatever its name says. Programs cannot be uploaded. If you did not expect this, "
    "ask the person who looks after your computers to check it for viruses."
)
_ARCHIVE = Message("This is an archive of other files. Please unpack it and upload the files one by one.")
_OLD_OFFICE = Message(
    "This file is in an old Office format. Please open it, save it as DOCX, XLSX or PDF, and upload that."
)
_PASSWORD = Message(
    "This file is protected with a password. Please save a copy without the password and upload that."
)
_WEB_PAGE = Message(
    "This is a web page or a drawing made of code. Please print it to PDF and upload the PDF."
)
_RTF = Message("This is an RTF document. Please open it, save it as DOCX or PDF, and upload that.")
_MEDIA = Message(
    "We cannot take video or sound. Please upload a document or a picture, or put the recording where your "
    "school keeps its videos and add it as a link."
)
UNKNOWN = Message(
    "We cannot take files of this kind. Please upload PDF, JPEG, PNG, WEBP, DOCX, XLSX, ODT or TXT."
)
_SPREADSHEET = Message("Please save this table as XLSX or PDF and upload that.")

_STARTS: tuple[tuple[bytes, Message], ...] = (
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"\xce\xfa\xed\xfe", _PROGRAM),
    (b"dex\n", _PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", _PROGRAM),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"8BPS", _PICTURE),
    (b"\xff\x0a", _PICTURE),
    (b"\x00\x00\x00\x0cJXL", _PICTURE),
    (b"\x00\x00\x00\x0cjP", _PICTURE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ\x00", _ARCHIVE),
    (b"PK\x05\x06", _ARCHIVE),
    (b"PK\x07\x08", _ARCHIVE),
    (b"MSCF", _ARCHIVE),
    (b"ID3", _MEDIA),
    (b"OggS", _MEDIA),
    (b"RIFF", _MEDIA),
    (b"fLaC", _MEDIA),
    (b"\x1aE\xdf\xa3", _MEDIA),
    (b"\x00\x00\x01\xba", _MEDIA),
    (b"FLV", _MEDIA),
)
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_MARKUP = re.compile(rb"\s*<(?:!doctype|\?xml|\?php|html|head|body|script|svg|iframe)", re.IGNORECASE)
_BY_ENDING = {
    ".heic": _HEIC,
    ".heif": _HEIC,
    ".gif": _PICTURE,
    ".bmp": _PICTURE,
    ".tif": _PICTURE,
    ".tiff": _PICTURE,
    ".svg": _WEB_PAGE,
    ".htm": _WEB_PAGE,
    ".html": _WEB_PAGE,
    ".zip": _ARCHIVE,
    ".rtf": _RTF,
    ".doc": _OLD_OFFICE,
    ".xls": _OLD_OFFICE,
    ".csv": _SPREADSHEET,
    ".tsv": _SPREADSHEET,
    ".ods": _SPREADSHEET,
    ".exe": _PROGRAM,
    ".bat": _PROGRAM,
    ".cmd": _PROGRAM,
    ".ps1": _PROGRAM,
    ".vbs": _PROGRAM,
    ".js": _PROGRAM,
    ".sh": _PROGRAM,
    ".mp4": _MEDIA,
    ".mp3": _MEDIA,
    ".mov": _MEDIA,
}


def known(data: bytes) -> Message | None:
    """The sentence for a foreign kind told from its bytes, or None when they look like none of them."""
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        return _HEIC if brand in _HEIC_BRANDS else _PICTURE if brand in (b"avif", b"avis") else _MEDIA
    if data.startswith(_OLE):
        return _PASSWORD if "EncryptedPackage".encode("utf-16-le") in data else _OLD_OFFICE
    if _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")[:200]):
        return _WEB_PAGE
    if data.startswith((b"#!", b"{\\rtf")):
        return _PROGRAM if data.startswith(b"#!") else _RTF
    if not _BINARY.search(data[:64]):
        return None  # words that only begin like one of the others: "BM" is a picture, "BMW" is a car
    return next((sentence for start, sentence in _STARTS if data.startswith(start)), None)


def sentence(data: bytes, ending: str) -> Message:
    """What to tell a person whose file is not of an allowed kind: by its bytes, else by the ending of its
    name.
    """
    return known(data) or _BY_ENDING.get(ending, UNKNOWN)
