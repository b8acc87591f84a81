"""The interface speaks all its languages: nothing missing, no gap lost, the compiled form current."""

import re

import pytest

from app.catalogues import LANGUAGES, compiled, filled, path, read, template

GAP = re.compile(r"%\(\w+\)[sd]")
WANTED = template()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_interface_is_there(language: str) -> None:
    catalogue = read(language)
    missing = [m.id for m in WANTED if m.id and (m.id not in catalogue or not filled(catalogue[m.id]))]
    assert missing == [], "run ./ciss translations and fill in what is empty"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_lost_or_invented_a_gap(language: str) -> None:
    for message in read(language):
        if message.id and isinstance(message.id, str):
            assert sorted(GAP.findall(message.string)) == sorted(GAP.findall(message.id)), message.id
        elif message.id:
            allowed = set(GAP.findall(" ".join(message.id)))
            assert all(set(GAP.findall(form)) <= allowed for form in message.string), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_made_from_its_source(language: str) -> None:
    assert path(language, "mo").read_bytes() == compiled(read(language))
