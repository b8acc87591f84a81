"""The form to check a file."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from app.web.forms import Form


class FileForm(Form):
    """One file: a certificate, its credential, or a badge."""

    file = FileField(
        _l("The file"),
        description=_l("A certificate (PDF), its credential (JSON) or a badge (PNG, SVG), up to 5 MB."),
    )
