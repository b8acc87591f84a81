"""What a coordinator says when asking for many certificates."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.web.forms import Form, at_most

REASON_LONGEST = 300


class RunBatchForm(Form):
    kind = RadioField(
        _l("What do you want?"),
        choices=[
            SelectChoice("download", _l("Download them in one file")),
            SelectChoice("reissue", _l("Have them issued again")),
        ],
        default="download",
    )
    reason = TextAreaField(
        _l("Why are they issued again?"),
        description=_l("Only for issuing again. The schools read it, in one plain sentence."),
        validators=[at_most(REASON_LONGEST)],
    )
    count = HiddenField()  # how many were shown
