"""Forms about the people on a case and its way back to the school."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, SelectField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length, ValidationError

from app import clock
from app.domain.facts import Function
from app.web.forms import Form, at_most, optional, required

REASON_LEAST, REASON_MOST = 10, 2000


class ProposeAssignmentForm(Form):
    function = HiddenField(validators=[AnyOf([function.value for function in Function])])
    person = SelectField(_l("Person"), coerce=int, validators=[InputRequired(_l("Choose a person."))])
    due_on = DateField(
        _l("To be done by"), description=_l("Leave it empty for the usual time."), validators=[optional()]
    )

    def validate_due_on(self, field: DateField) -> None:
        """A date in the past helps nobody."""
        if field.data is not None and field.data < clock.today():
            raise ValidationError(_l("Choose a day that is still to come."))


class EndAssignmentForm(Form):
    reason = TextAreaField(
        _l("Why it ends"),
        description=_l("The person reads this."),
        validators=[required(_l("Write the reason.")), at_most(REASON_MOST)],
    )


class ReturnForm(Form):
    reason = TextAreaField(
        _l("What the school should mend"),
        description=_l("The school reads this."),
        validators=[
            required(_l("Write what is missing.")),
            Length(min=REASON_LEAST, message=_l("Say a little more, so that the school knows what to do.")),
            at_most(REASON_MOST),
        ],
    )
