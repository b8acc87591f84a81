"""One school of the programme: how far it is, its head's invitation, a reminder."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.casefile.check_ins import TOPICS
from app.domain.action import Action
from app.domain.errors import Invalid
from app.models.school import School
from app.programmes import operations
from app.programmes.forms import InviteHeadForm
from app.programmes.queries import school as queries
from app.programmes.queries.words import STEP_WORDS
from app.programmes.views.blueprint import bp
from app.web.guard import allowed


@bp.get("/<slug:slug>/schools/<ref:ref>")
@allowed(Action.INVITE_HEAD, access.school_of)
def school(school: School) -> ResponseReturnValue:
    return _page(school, InviteHeadForm(email=school.head_email, language=school.language))


@bp.post("/<slug:slug>/schools/<ref:ref>/invite-head")
@allowed(Action.INVITE_HEAD, access.school_of)
def invite_head(school: School) -> ResponseReturnValue:
    form = InviteHeadForm()
    if not form.validate():
        return _page(school, form), 422
    try:
        sent = operations.invite_head(
            school,
            name=form.name.data,
            email=form.email.data,
            language=form.language.data,
            by=g.actor.user_id,
        )
    except Invalid as error:
        form.refuse(error)
        return _page(school, form), 422
    flash(_("The invitation to %(email)s is on its way.", email=sent.email), "success")
    return redirect(url_for("programmes.school", slug=school.programme.slug, ref=school.ref), 303)


def _page(school: School, form: InviteHeadForm) -> str:
    return render_template(
        "programmes/school.html",
        programme=school.programme,
        school=school,
        page=queries.page(school),
        form=form,
        steps=STEP_WORDS,
        topics=TOPICS,
    )
