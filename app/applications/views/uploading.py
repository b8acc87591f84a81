"""A file that comes with a form, examined and stored before the write lock is taken."""

from flask import current_app, g, request

from app.applications.operations import Upload
from app.domain.message import Message
from app.files import keep
from app.uploads import Refused, examine, scanner_from

DISK = Message(
    "The file could not be stored just now. Nothing is wrong with it: please try again in a few minutes."
)


def examine_upload() -> None:
    """Put what came of the file into `g.upload`. Work of the guard's `prepare`, after its first check."""
    file = request.files.get("document")
    if file is None or not file.filename or request.form.get("form") != "file":
        g.upload = Upload()
        return
    try:
        scanner = scanner_from(current_app.config["SETTINGS"].clamd_url)
        accepted = examine(file.stream, file.filename, scanner=scanner)  # type: ignore[arg-type]
        g.upload = Upload(accepted, keep(accepted.content))
    except Refused as refused:
        g.upload = Upload(refused=refused.message)
    except OSError:
        current_app.logger.exception("a file could not be stored")
        g.upload = Upload(refused=DISK)
