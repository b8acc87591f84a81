"""The page of a certificate of learning, and the question whether a name belongs to it."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.domain.errors import Invalid
from app.extensions import limiter
from app.verify import operations, queries
from app.verify.forms import NameForm
from app.verify.queries import CompletionPage
from app.verify.views.blueprint import bp
from app.web.guard import asking
from app.web.language import current
from certificates.texts import words


def answer(page: CompletionPage, form: NameForm | None = None) -> Response:
    """The page: about a person, so nobody keeps it and no search engine lists it."""
    text = render_template(
        "verify/completion.html", page=page, form=form or NameForm(formdata=None), words=words(current())
    )
    headers = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}
    return Response(text, mimetype="text/html", headers=headers)


@bp.post("/verify/<ref:code>/compare")
@limiter.limit("30 per minute")
@asking
def compare(code: str) -> ResponseReturnValue:
    """Does the name belong to the code? Few tries, so that nobody finds a name by guessing.

    The answer goes to the browser that asked: an address that says “yes” could be handed round with a false paper.
    """
    page = queries.completion(code.upper()) or abort(404)
    form = NameForm()
    if not form.validate_on_submit():
        return answer(page, form), 422
    try:
        same = operations.compare_name(page.code, form.name.data)
    except Invalid as error:
        form.refuse(error)
        return answer(page, form), 422
    if same:
        flash(_("The name “%(name)s” belongs to this code.", name=form.name.data), "success")
    else:
        flash(_("The name “%(name)s” does not belong to this code.", name=form.name.data), "danger")
    return redirect(url_for("verify.show", code=page.code), 303)
