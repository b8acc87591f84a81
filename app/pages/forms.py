"""The form of the component gallery: one field of each kind, filled in so that errors show too."""

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from app.web.forms import Form, at_most, required

LEVELS = [("0", "0 · Absent"), ("1", "1 · Planned"), ("2", "2 · Adopted"), ("3", "3 · Implemented")]
METHODS = [("read", "We read documents"), ("ask", "We asked pupils"), ("test", "We tested it")]


class Checkboxes(SelectMultipleField):
    """Several choices at once."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class GalleryForm(Form):
    """Not for people: its words are examples and stay in English."""

    reason = TextAreaField("Reason", [at_most(500)])
    name = StringField("Name of the school", [required()], description="As it stands on its official stamp.")
    code = StringField("Code of the certificate", [at_most(3)], description="For example CISS-7K2M-9QXA.")
    level = RadioField("Which level describes your school?", [required()], choices=LEVELS)
    answer = RadioField("Is one route confidential?", choices=[("yes", "Yes"), ("no", "No")], default="yes")
    methods = Checkboxes("How do you know?", choices=METHODS)
    how = TextAreaField("How we do it", [required()], description="Two or three sentences for a stranger.")
    language = SelectField("Language of the document", choices=[("uk", "Ukrainian"), ("ro", "Romanian")])
    dated = DateField("Date on the document", [required()])
    document = FileField("Document", description="PDF, JPEG, PNG or DOCX, up to 10 MB.")
    password = PasswordField("Password", [required()])
    redacted = BooleanField("No child can be recognised in this file", [required()])


def gallery() -> GalleryForm:
    """The form with some answers and the errors of the rest."""
    answers = {"name": "Gymnasium No. 4", "code": "CISS-7K2M", "how": "We", "answer": "yes", "language": "ro"}
    form = GalleryForm(formdata=MultiDict(answers), meta={"csrf": True})
    form.validate()
    form.csrf_token.errors = []
    return form
