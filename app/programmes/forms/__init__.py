"""Forms of a country programme."""

from app.programmes.forms.cases import EndAssignmentForm, ProposeAssignmentForm, ReturnForm
from app.programmes.forms.people import InviteHeadForm, InviteHeadsForm, ProposeRoleForm, RemindForm
from app.programmes.forms.schools import AddSchoolForm, ImportSchoolsForm
from app.programmes.forms.settings import ContactForm, ContactNumberForm, EditProgrammeForm

__all__ = [
    "AddSchoolForm",
    "ContactForm",
    "ContactNumberForm",
    "EditProgrammeForm",
    "EndAssignmentForm",
    "ImportSchoolsForm",
    "InviteHeadForm",
    "InviteHeadsForm",
    "ProposeAssignmentForm",
    "ProposeRoleForm",
    "RemindForm",
    "ReturnForm",
]
