"""A draft as a whole: begun, looked at, taken along, renamed, removed and brought back."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.domain.action import Action
from app.models.school import School
from app.models.tool import ToolDraft
from app.tools import forms, operations, queries
from app.tools.views.blueprint import bp
from app.tools.views.reading import download
from app.web.guard import allowed


@bp.post("/schools/<ref:ref>/fill-tool")
@allowed(Action.FILL_TOOL, access.school)
def start(school: School) -> ResponseReturnValue:
    found = queries.asked(request.form.get("template", ""), request.form.get("language", ""))
    draft = operations.start(school, found, queries.known(school, found.language), by=g.actor.user_id)
    flash(_("Your school’s own copy is begun. Every part is kept when you save it."), "success")
    return redirect(url_for("tools.draft", ref=draft.ref), 303)


@bp.get("/drafts/<ref:ref>")
@allowed(Action.FILL_TOOL, access.tool_draft)
def draft(draft: ToolDraft) -> ResponseReturnValue:
    page, form = queries.draft_page(draft), forms.Rename(title=draft.title, version=str(draft.version))
    return render_template("tools/draft.html", draft=draft, page=page, form=form)


@bp.get("/drafts/<ref:ref>/download")
@allowed(Action.FILL_TOOL, access.tool_draft)
def draft_file(draft: ToolDraft) -> ResponseReturnValue:
    """What is filled in so far, as a document with the school's name."""
    kind = queries.kind(request.args.get("kind", "docx"))
    return download(queries.file(draft, kind), kind, queries.file_name(draft, kind))


@bp.post("/drafts/<ref:ref>/rename")
@allowed(Action.FILL_TOOL, access.tool_draft)
def rename(draft: ToolDraft) -> ResponseReturnValue:
    form = forms.Rename()
    if not form.validate_on_submit():
        page = queries.draft_page(draft)
        return render_template("tools/draft.html", draft=draft, page=page, form=form), 422
    form.check_version(draft)
    operations.rename(draft, form.title.data, by=g.actor.user_id)
    flash(_("The title is changed."), "success")
    return redirect(url_for("tools.draft", ref=draft.ref), 303)


@bp.post("/drafts/<ref:ref>/remove")
@allowed(Action.FILL_TOOL, access.tool_draft)
def remove(draft: ToolDraft) -> ResponseReturnValue:
    operations.remove(draft)
    flash(_("“%(title)s” is removed. You can bring it back for 30 days.", title=draft.title), "success")
    return redirect(url_for("tools.index", _anchor="removed"), 303)


@bp.post("/drafts/<ref:ref>/bring-back")
@allowed(Action.FILL_TOOL, access.removed_tool_draft)
def bring_back(draft: ToolDraft) -> ResponseReturnValue:
    operations.bring_back(draft)
    flash(_("It is back, with everything that was typed."), "success")
    return redirect(url_for("tools.draft", ref=draft.ref), 303)
