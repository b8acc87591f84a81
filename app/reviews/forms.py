"""What an expert fills in."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.models.review import Readiness
from app.web.forms import Form, at_most, optional

NOTE, CHANGE = 4000, 2000


class AdviseForm(Form):
    """How ready a claim is, with a note, and if need be a change to ask for. Never a level."""

    readiness = RadioField(
        _l("How ready is this claim?"),
        choices=[
            SelectChoice(Readiness.NOT_YET.value, _l("Not yet")),
            SelectChoice(Readiness.NEARLY.value, _l("Nearly")),
            SelectChoice(Readiness.READY.value, _l("Ready")),
        ],
        validators=[InputRequired(_l("Choose one of the three."))],
    )
    note = TextAreaField(
        _l("Your advice"),
        description=_l("What is good already, and what would help most. The school reads it at once."),
        validators=[optional(), at_most(NOTE)],
    )
    change = TextAreaField(
        _l("What should change before submission"),
        description=_l(
            "Only if something must change. It is kept here and sent with the next round of requests."
        ),
        validators=[optional(), at_most(CHANGE)],
    )
