"""The forms of the public check: a file, and the name on a certificate of learning."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import StringField

from app.web.forms import Form, at_most, required


class FileForm(Form):
    """One file: a certificate, its credential, or a badge."""

    file = FileField(
        _l("The file"),
        description=_l("A certificate (PDF), its credential (JSON) or a badge (PNG, SVG), up to 5 MB."),
    )


class NameForm(Form):
    """A name to compare with the one on a certificate."""

    name = StringField(_l("Name on the paper"), [required(), at_most(120)])
