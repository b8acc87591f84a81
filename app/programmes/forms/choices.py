"""Options that several forms offer."""

from wtforms.fields.choices import SelectChoice

from app.web.language import NAMES

LANGUAGES = [SelectChoice(code, name) for code, name in NAMES.items()]
