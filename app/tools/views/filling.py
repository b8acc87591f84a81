"""One part of a draft: shown as a form, saved, saved too late."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access
from app.domain.action import Action
from app.domain.errors import Invalid, Stale
from app.models.tool import ToolDraft
from app.tools import forms, operations, queries
from app.tools.views.blueprint import bp
from app.web.guard import allowed


@bp.get("/drafts/<ref:ref>/fill-tool")
@allowed(Action.FILL_TOOL, access.tool_draft)
def fill_tool(draft: ToolDraft) -> ResponseReturnValue:
    page = queries.part_page(draft, request.args.get("part", ""))
    return render_template("tools/fill.html", page=page, form=forms.part_form(page.section.id, page.stamp))


@bp.post("/drafts/<ref:ref>/fill-tool")
@allowed(Action.FILL_TOOL, access.tool_draft)
def save_part(draft: ToolDraft) -> ResponseReturnValue:
    form, sent = forms.FillPart(), forms.typed(request.form)
    page = queries.part_page(draft, form.part.data or "")
    try:
        operations.save_part(draft, page.section, sent, form.version.data, form.do.data, by=g.actor.user_id)
    except (Stale, Invalid) as error:
        form.begin_again(error, page.stamp)
        page = queries.typed_page(page, sent)
        return render_template("tools/fill.html", page=page, form=form), form.status(error)
    flash(_("Saved."), "success")
    return redirect(_onward(form.do.data or "", page), 303)


def _onward(pressed: str, page: queries.PartPage) -> str:
    """Where the button leads: to the next part, to the whole, or back to this part as it is now."""
    if pressed in operations.CHANGES:
        return url_for("tools.fill_tool", ref=page.draft.ref, part=page.section.id, _anchor="part")
    if pressed == "next" and page.after:
        return url_for("tools.fill_tool", ref=page.draft.ref, part=page.after)
    return url_for("tools.draft", ref=page.draft.ref)
