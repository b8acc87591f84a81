"""The page of one case, shown by several views: as it is, or with a form to be mended."""

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from app.domain.action import Action
from app.domain.workflow import is_time
from app.models.application import Application
from app.programmes.forms import ProposeAssignmentForm, ReturnForm
from app.programmes.queries import cases as queries
from app.programmes.queries.candidates import Candidate
from app.programmes.queries.words import FUNCTION_WORDS, HOLDER_WORDS, STATE_WORDS
from app.web.forms import Form

WORDS = {"functions": FUNCTION_WORDS, "holders": HOLDER_WORDS, "states": STATE_WORDS}


def case_page(
    application: Application, *, propose: ProposeAssignmentForm | None = None, back: ReturnForm | None = None
) -> str:
    """The page; a form that was refused keeps what was typed."""
    page = queries.case_page(application, application.school.programme)
    function = next(iter(page.seats), None)
    form = propose or ProposeAssignmentForm(formdata=None, function=function.value if function else "")
    form.person.choices = choices(page.seats[function]) if function else []
    version = str(application.version)
    shown = {"application": application, "programme": application.school.programme, "page": page}
    forms = {
        "propose": form,
        "back": back or ReturnForm(formdata=None, version=version),
        "screening": Form(formdata=None, version=version),
        "form": back or form,
    }
    time = {
        "may_screen": is_time(Action.START_SCREENING, application.state),
        "may_return": is_time(Action.RETURN, application.state),
    }
    return render_template("programmes/case.html", function=function, **shown, **forms, **time, **WORDS)


def choices(people: tuple[Candidate, ...]) -> list[SelectChoice]:
    """Those who may be asked, as options: name, programme, cases on their desk."""
    return [
        SelectChoice(one.user_id, f"{one.name} – {one.programme} – {_cases(one.load)}")
        for one in people
        if not one.against
    ]


def _cases(count: int) -> str:
    return str(ngettext("%(num)s case", "%(num)s cases", count) if count else _("no case now"))
