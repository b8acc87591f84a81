"""A module has one title: on its page and on every certificate that names it."""

import pytest

from certificates.texts import words
from modules.load import LANGUAGES, curriculum


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_module_is_called_the_same_on_its_page_and_on_a_certificate(language: str) -> None:
    titles = [curriculum().text(module.id, language).title for module in curriculum().modules]
    assert words(language)["modules"] == titles
