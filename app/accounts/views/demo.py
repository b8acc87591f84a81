"""The demonstration's door: one click enters as any demo person. Production has no such door."""

from flask import abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts import operations, queries
from app.accounts.views.answers import begin, onward
from app.accounts.views.blueprint import bp
from app.web.guard import public


def _open_in_demo() -> None:
    if not current_app.config["SETTINGS"].demo:
        abort(404)


@bp.get("/demo")
@public
def demo() -> ResponseReturnValue:
    _open_in_demo()
    return render_template("accounts/demo.html", people=queries.demo_people())


@bp.post("/demo")
@public
def enter_demo() -> ResponseReturnValue:
    """Become a demo person, with the second factor taken as given."""
    _open_in_demo()
    user = operations.demo_person(request.form.get("person", 0, type=int))
    operations.sign_in(user, way="demo")
    begin(user, stepped_up=True)
    return onward(request.form.get("next"))
