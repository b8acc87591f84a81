"""A module as one archive: for a learning platform that speaks SCORM 1.2, and for people without a network.

Both hold the same player: one HTML file with words, pictures, style and program inside, because a file
opened from an archive or on a phone often cannot reach the files beside it. The same module and language
give the same bytes. Right answers lie readable in the file, as in every package of this kind; what counts
for the certificate is the check on the platform.
"""

from functools import cache

from modules.exchange.package.archive import packed
from modules.exchange.package.manifest import manifest
from modules.exchange.package.page import index_html, readme, tool_sheets
from modules.load import LANGUAGES, curriculum
from modules.model import Language

__all__ = ["offline_name", "offline_package", "scorm_name", "scorm_package"]


def scorm_package(module_id: str, language: str = "en") -> bytes:
    """The module as a SCORM 1.2 package (zip). KeyError for an unknown module; English for an unknown language."""
    return _scorm(module_id, _known(language))


def offline_package(module_id: str, language: str = "en") -> bytes:
    """The module as an archive to unpack and read anywhere (zip). KeyError for an unknown module."""
    return _offline(module_id, _known(language))


def scorm_name(module_id: str, language: str = "en") -> str:
    """File name of the SCORM package: “ciss-m3-reporting-uk-scorm12.zip”."""
    return f"ciss-{module_id}-{_known(language)}-scorm12.zip"


def offline_name(module_id: str, language: str = "en") -> str:
    """File name of the offline archive: “ciss-m3-reporting-uk.zip”."""
    return f"ciss-{module_id}-{_known(language)}.zip"


def _known(language: str) -> Language:
    return next((one for one in LANGUAGES if one == language), "en")


@cache
def _scorm(module_id: str, language: Language) -> bytes:
    module = curriculum().module(module_id)
    text = curriculum().text(module_id, language)
    files = {
        "index.html": index_html(module, text, scorm=True),
        **tool_sheets(module, text),
        "LICENCE.txt": readme(module, text, scorm=True),
    }
    return packed({**files, "imsmanifest.xml": manifest(module, text, sorted(files))})


@cache
def _offline(module_id: str, language: Language) -> bytes:
    module = curriculum().module(module_id)
    text = curriculum().text(module_id, language)
    files = {
        "index.html": index_html(module, text, scorm=False),
        **tool_sheets(module, text),
        "README.txt": readme(module, text, scorm=False),
    }
    return packed(files)
