"""The tasks on a school's board."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import access, clock
from app.domain.action import Action
from app.models.school import School, Task
from app.schools import forms, operations, queries
from app.schools.views.blueprint import bp
from app.web.guard import allowed


def _page(school: School, form: forms.AddTask) -> str:
    waiting, done = queries.tasks(school.id)
    return render_template(
        "schools/tasks.html", school=school, form=form, waiting=waiting, done=done, today=clock.today()
    )


@bp.get("/<ref:ref>/tasks")
@allowed(Action.SEE_SCHOOL, access.school)
def task_list(school: School) -> ResponseReturnValue:
    return _page(school, forms.AddTask())


@bp.post("/<ref:ref>/tasks")
@allowed(Action.WORK_ON_TASK, access.school)
def add_task(school: School) -> ResponseReturnValue:
    form = forms.AddTask()
    if not form.validate_on_submit():
        return _page(school, form), 422
    operations.add_task(
        school, g.actor.user_id, title=form.title.data, who=form.who.data or "", due_on=form.due_on.data,
        proof=form.proof.data or "",
    )  # fmt: skip
    flash(_("The task is on your board."), "success")
    return redirect(url_for("schools.task_list", ref=school.ref), 303)


@bp.post("/<ref:ref>/tasks/<int:number>/finish")
@allowed(Action.WORK_ON_TASK, access.task)
def finish_task(task: Task) -> ResponseReturnValue:
    operations.finish_task(task, g.actor.user_id)
    flash(_("Done: %(title)s", title=task.title), "success")
    return redirect(url_for("schools.task_list", ref=task.school.ref), 303)


@bp.post("/<ref:ref>/tasks/<int:number>/reopen")
@allowed(Action.WORK_ON_TASK, access.task)
def reopen_task(task: Task) -> ResponseReturnValue:
    operations.reopen_task(task)
    return redirect(url_for("schools.task_list", ref=task.school.ref), 303)
