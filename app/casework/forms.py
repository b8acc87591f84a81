"""The form of the declaration of interests, used for experts, assessors and deciders alike."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.web.forms import Form, required

NONE, CONFLICT = "none", "conflict"
LEAST = 20


class DeclareInterestForm(Form):
    """No conflict, or a refusal; either way in the person's own words."""

    answer = RadioField(
        _l("Do you have a conflict of interest?"),
        choices=[
            SelectChoice(NONE, _l("No. Nothing ties me to this school")),
            SelectChoice(CONFLICT, _l("Yes, or I cannot take this case")),
        ],
        validators=[InputRequired(_l("Choose one of the two."))],
    )
    statement = TextAreaField(
        _l("Say it in your own words"),
        description=_l(
            "For example: I have never worked at this school, nobody of my family learns or works there, "
            "and I have not advised it. If you refuse: why."
        ),
        validators=[
            required(),
            Length(min=LEAST, max=2000, message=_l("Write 20 to 2,000 characters.")),
        ],
    )
