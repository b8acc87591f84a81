"""Check a file: is it ours, is it unchanged, is it current?"""

from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from app.domain.errors import Invalid
from app.domain.message import Message
from app.extensions import db, limiter
from app.verify import queries
from app.verify.forms import FileForm
from app.verify.queries.file import sealed
from app.verify.views.blueprint import bp
from app.verify.views.check import WORDS
from app.web.guard import asking, public
from app.web.language import current
from certificates.texts import words

LARGEST = 5 * 1024 * 1024
ROOM = 64 * 1024  # the rest of the form
CHECK = "verify.check_file"


@bp.url_value_preprocessor
def refuse_large(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Before anything reads the form: more than 5 MB is not taken in at all."""
    if endpoint == CHECK:
        request.max_content_length = LARGEST + ROOM


@bp.before_request
def examine() -> None:
    """Look at the file before the request's transaction begins, so that no upload holds a lock."""
    if request.endpoint == CHECK:
        sent = request.files.get("file")
        data = sent.read() if sent else b""
        g.answer = queries.examine(data) if data else None
        db.session.rollback()


@bp.post("/verify")
@limiter.limit("30 per minute")
@asking
def check_file() -> ResponseReturnValue:
    if g.answer is None:
        return _again(Message("Choose a file that is not empty."), 422)
    return redirect(url_for("verify.file", answer=sealed(g.answer)), 303)


@bp.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """To make it smaller, as other pages advise, would only change it."""
    return _again(
        Message(
            "All our files are smaller than 5 MB, so this is none of ours. Type the code that is printed on it."
        ),
        413,
    )


def _again(why: Message, status: int) -> ResponseReturnValue:
    form = FileForm(formdata=None)
    form.refuse(Invalid(why, "file"))
    said = {"query": "", "slip": None, "coded": False, "schools": ()}
    return render_template("verify/index.html", form=form, **said, **WORDS), status


@bp.get("/verify/file")
@public
def file() -> ResponseReturnValue:
    """The answer about a file that was just checked, with what its certificate is worth now."""
    answer = queries.reread(request.args.get("answer", ""))
    if answer is None:
        return redirect(url_for("verify.index"), 303)
    certificate = queries.certificate(answer.code) if answer.code else None
    learned = queries.completion(answer.code) if answer.code and certificate is None else None
    said = {"answer": answer, "certificate": certificate, "learned": learned, "words": words(current())}
    return render_template("verify/file.html", **said)
