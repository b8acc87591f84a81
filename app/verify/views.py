"""Views of the slice verify."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.codes import Code, parse
from app.web.guard import public

bp = Blueprint("verify", __name__)


@bp.get("/verify")
@public
def index() -> ResponseReturnValue:
    query = request.args.get("q", "")
    found = parse(query)
    if isinstance(found, Code):
        return redirect(url_for("verify.show", code=found.text), 303)
    return render_template("verify/index.html", query=query)


@bp.get("/verify/<ref:code>")
@public
def show(code: str) -> ResponseReturnValue:
    return render_template("verify/show.html", code=code)


@bp.get("/verify/register")
@public
def register() -> ResponseReturnValue:
    return render_template("verify/register.html")


@bp.get("/register")
@public
def register_address() -> ResponseReturnValue:
    """The short address of the register."""
    return redirect(url_for("verify.register", **request.args.to_dict()), 301)
