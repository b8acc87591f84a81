"""The words of a PDF, read by a process of its own: a hostile file can cost that process its life, and no more."""

import json
import subprocess
import sys
from pathlib import Path

from app.domain.message import Message
from app.uploads.pdf_streams import Measure, TooCostlyError
from app.uploads.verdict import Limits, Refused

SECONDS = 20  # by the clock: a busy small server is slow
OF_WORK = 10  # of the processor; fifty pages take two
_READER = Path(__file__).with_name("pdf_reader.py")
_BROKEN = Message("This PDF is damaged and cannot be read. Please copy its text and paste it here.")
_COSTLY = Message("This PDF takes too long to read. Please copy its text and paste it here.")
_PASSWORD = Message(
    "This PDF is protected with a password. Please save a copy without it, or paste the text here."
)
_TOO_MANY = Message(
    "This PDF has more than %(most)s pages. Please paste the part that is about online safety."
)


def text(data: bytes, limits: Limits, most: int) -> str:
    """The text of all pages, at most `most` characters; empty when the pages are pictures. `Refused` else."""
    measure = Measure(
        one=limits.pdf_stream_bytes, together=limits.pdf_unpacked_bytes, values=limits.pdf_values
    )
    try:
        measure.walk(data)
    except TooCostlyError as error:
        raise Refused(_COSTLY) from error
    command = [sys.executable, "-I", str(_READER), str(limits.pdf_pages), str(most), str(OF_WORK)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise Refused(_COSTLY) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:  # it died on the way: out of memory or out of time
        raise Refused(_COSTLY) from error
    return _told(answer, limits)


def _told(answer: dict[str, str], limits: Limits) -> str:
    if "text" in answer:
        return answer["text"]
    if answer.get("refused") == "password":
        raise Refused(_PASSWORD)
    if answer.get("refused") == "pages":
        raise Refused(Message(_TOO_MANY.text, {"most": limits.pdf_pages}))
    raise Refused(_BROKEN)
