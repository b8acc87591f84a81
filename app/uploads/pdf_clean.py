"""Takes out of an open PDF whatever acts, hides or tells about its author.

Every object is looked at, and every dictionary and array nested in it: an action may stand anywhere, not only
where the standard puts it. It is emptied in place, so that no other reference to it keeps it alive. Most
objects are plain: their written form, in which the library spells every name out, holds no word that matters,
so they are not walked.
"""

import re

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from app.domain.message import Message
from app.uploads.metadata import without_metadata
from app.uploads.relations import LINK_REMOVED, leads_to_web
from app.uploads.verdict import Limits, Refused

TOO_COMPLICATED = Message(
    "This PDF is built in such a complicated way that we cannot check it. Please print it to PDF and "
    "upload the "
    "new copy."
)
ACTIVE_REMOVED = Message(
    "Scripts, forms’ actions or media inside the PDF were removed. Its pages look the same."
)
FILES_REMOVED = Message(
    "Files that were attached inside the PDF were removed. Please upload them one by one if they matter."
)
SIGNATURE_NOTE = Message(
    "The PDF carries a digital signature. Our copy is written anew, so the signature cannot be checked in "
    "it; keep "
    "your original."
)

_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/GoToR",
    "/GoToE",
    "/SubmitForm",
    "/ImportData",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
    "/GoTo3DView",
}
_ACTIVE_KEYS = ("/JS", "/AA", "/XFA", "/RichMediaContent", "/RichMediaSettings", "/3DD")
_STREAM_KEYS = ("/F", "/FFilter", "/FDecodeParms", "/OPI", "/Ref")  # data and pictures kept in other files
_FILE_KEYS = ("/EF", "/RF")
_SILENT_KEYS = ("/Metadata", "/PieceInfo", "/Thumb", "/SpiderInfo", "/LastModified", "/Perms", "/Legal")
_ROOT_KEYS = ("/Collection", "/URI", "/AF", "/OpenAction")
_NAMED = {
    "/JavaScript": ACTIVE_REMOVED,
    "/Renditions": ACTIVE_REMOVED,
    "/AlternatePresentations": ACTIVE_REMOVED,
    "/EmbeddedFiles": FILES_REMOVED,
}
_MEDIA_ANNOTATIONS = {
    "/Movie": ("/Movie", "/A"),
    "/Sound": ("/Sound",),
    "/Screen": ("/A", "/MK"),
    "/FileAttachment": ("/FS",),
}
_WORDS = sorted(
    {
        key[1:]
        for key in (*_ACTIONS, *_ACTIVE_KEYS, *_FILE_KEYS, *_SILENT_KEYS, *_MEDIA_ANNOTATIONS, "/URI", "/Sig")
    }
)
_SUSPECT = re.compile(f"/(?:{'|'.join(_WORDS)})(?![A-Za-z0-9])|/(?:S|Subtype|FT) [0-9]+ [0-9]+ R".encode())
_MAX_SIDE = 40_000
_MAX_PIXELS = 160_000_000


def clean(pdf: Pdf, limits: Limits) -> tuple[Message, ...]:
    """Cleans `pdf` in place and says what was taken out that its reader may miss.

    `Refused` when it nests deeper or holds more values than real documents do. Reads in explicit mode.
    """
    return _Cleaner(limits).run(pdf)


class _Cleaner:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.pdf_suspect_values
        self._notes: list[Message] = []

    def run(self, pdf: Pdf) -> tuple[Message, ...]:
        self._clean_root(pdf.Root)
        for key in ("/Info", "/ID"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        for holder in pdf.objects:
            if isinstance(holder, Stream) or self._is_suspect(holder):
                self._walk(holder)
        return tuple(self._notes)

    def _clean_root(self, root: Object) -> None:
        names = root.get("/Names")
        for key, note in _NAMED.items():
            if isinstance(names, Dictionary) and key in names:
                del names[key]
                self._note(note)
        for key in _ROOT_KEYS:
            if key in root and not (key == "/OpenAction" and isinstance(root[key], Array)):
                del root[key]

    def _is_suspect(self, holder: Object) -> bool:
        written = holder.unparse(resolved=True)
        return written.count(b"<<") + written.count(b"[") > self._limits.pdf_nesting or bool(
            _SUSPECT.search(written)
        )

    def _walk(self, top: Object) -> None:
        """`top` and everything written directly inside it; what it refers to is walked when its turn
        comes.
        """
        waiting = [(top, 0)]
        while waiting:
            holder, depth = waiting.pop()
            if isinstance(holder, Stream | Dictionary):
                self._clean_holder(holder)
                children = [value for _, value in holder.items()]
            elif isinstance(holder, Array):
                children = list(holder)
            else:
                continue
            self._left -= len(children) + 1
            if depth > self._limits.pdf_nesting or self._left < 0:
                raise Refused(TOO_COMPLICATED)
            waiting += [
                (child, depth + 1)
                for child in children
                if isinstance(child, Array | Dictionary) and not child.is_indirect
            ]

    def _clean_holder(self, holder: Stream | Dictionary) -> None:
        keys = holder.keys()
        for key in _SILENT_KEYS:
            if key in keys:
                del holder[key]
        self._drop(holder, _ACTIVE_KEYS, ACTIVE_REMOVED)
        self._drop(holder, _FILE_KEYS, FILES_REMOVED)
        if "/S" in keys:
            self._clean_action(holder)
        if "/Subtype" in keys:
            self._drop(holder, _MEDIA_ANNOTATIONS.get(_name(holder.get("/Subtype")), ()), ACTIVE_REMOVED)
        if "/FT" in keys and _name(holder.get("/FT")) == "/Sig" and "/V" in keys:
            self._note(SIGNATURE_NOTE)
        if isinstance(holder, Stream):
            self._clean_stream(holder)

    def _clean_action(self, action: Stream | Dictionary) -> None:
        kind = _name(action.get("/S"))
        if kind in _ACTIONS:
            self._empty(action)
            self._note(ACTIVE_REMOVED)
        elif kind == "/URI":
            target = action.get("/URI")
            if not isinstance(target, String) or not leads_to_web(str(target)):
                self._empty(action)
                self._note(LINK_REMOVED)

    def _clean_stream(self, stream: Stream) -> None:
        """No data from other files, no picture that is huge when drawn, no EXIF inside pictures."""
        self._drop(stream, _STREAM_KEYS, FILES_REMOVED)
        if _name(stream.get("/Subtype")) != "/Image":
            return
        width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
        if not (0 <= width <= _MAX_SIDE and 0 <= height <= _MAX_SIDE and width * height <= _MAX_PIXELS):
            raise Refused(TOO_COMPLICATED)
        filters = stream.get("/Filter")
        if isinstance(filters, Array) and len(filters) == 1:
            filters = filters[0]
        if _name(filters) == "/DCTDecode":
            raw = stream.read_raw_bytes()
            cleaned = without_metadata(raw)
            if len(cleaned) != len(raw):
                parameters = stream.get("/DecodeParms")
                stream.write(
                    cleaned,
                    filter=Name.DCTDecode,
                    decode_parms=parameters if isinstance(parameters, Dictionary) else None,
                )

    def _empty(self, holder: Stream | Dictionary) -> None:
        for key in list(holder.keys()):
            if key != "/Length":
                del holder[key]

    def _drop(self, holder: Stream | Dictionary, keys: tuple[str, ...], note: Message) -> None:
        for key in keys:
            if key in holder:
                del holder[key]
                self._note(note)

    def _note(self, note: Message) -> None:
        if note not in self._notes:
            self._notes.append(note)


def _name(value: Object | None) -> str:
    """The name that `value` is, or nothing."""
    return str(value) if isinstance(value, Name) else ""
