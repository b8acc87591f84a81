"""What several slices ask alike: the declaration of interests, and what is said of every piece of evidence."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.web.forms import Form, required

NONE, CONFLICT = "none", "conflict"
LEAST = 20
METHODS = [
    SelectChoice("examine", _l("Examine: a document or a picture")),
    SelectChoice("interview", _l("Interview: what people say, without names")),
    SelectChoice("observe", _l("Observe: what was seen at the school")),
    SelectChoice("test", _l("Test: a drill, a live check, a test sheet")),
    SelectChoice("record", _l("Record: numbers from daily use")),
    SelectChoice("survey", _l("Survey: answers of pupils, staff or parents")),
]
NO_CHILD = _l(
    "I have looked: no child’s name, no child’s face, nothing by which a child could be recognised, and "
    "never any sexual imagery."
)


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
