"""The form of the policy checker."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectField, TextAreaField

from app.document_text import MOST_CHARACTERS, text_of
from app.domain.errors import Invalid
from app.domain.message import Message
from app.uploads import Refused
from app.web.forms import Form, at_most, trim
from app.web.language import NAMES
from modules.load import LANGUAGES
from modules.model import Language

_BLANK = re.compile(r"[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_LINE = re.compile(r"\r\n?|[\u000b\u000c\u0085\u2028\u2029]")


def plain(value: Any) -> Any:
    """Text as word processors copy it, with ordinary blanks and line ends (they would be lost as unseen signs)."""
    return _LINE.sub("\n", _BLANK.sub(" ", value)) if isinstance(value, str) else value


class PolicyForm(Form):
    """A text, pasted or as a file, and its language."""

    text = TextAreaField(
        _l("The text of your policy"),
        [at_most(MOST_CHARACTERS)],
        filters=[plain, trim],
        description=_l(
            "Paste it here, up to 100,000 characters. Leave out names of children; a policy needs none."
        ),
    )
    file = FileField(
        _l("Or a file"),
        description=_l("DOCX, ODT, PDF or TXT, up to 10 MB. Its text will then stand in the box above."),
    )
    language = SelectField(_l("Language of the text"), default="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language.choices = [("", _l("Tell it from the text")), *NAMES.items()]

    def take_file(self) -> None:
        """Put the words of a chosen file into the box; a file that cannot be read is refused with its reason."""
        sent = self.file.data
        if sent and sent.filename:
            try:
                self.text.data = plain(text_of(sent.read(), sent.filename))
            except Refused as refused:
                self.refuse(Invalid(refused.message, "file"))
        elif not self.text.data:
            self.refuse(Invalid(Message("Paste the text of your policy, or choose a file."), "text"))

    @property
    def spoken(self) -> Language | None:
        """The chosen language, or none: tell it from the text."""
        return next((one for one in LANGUAGES if one == self.language.data), None)

    @property
    def refused(self) -> bool:
        return bool(self.errors or self.form_errors)
