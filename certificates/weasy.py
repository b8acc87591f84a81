"""WeasyPrint behind one door: foreign resources refused, its warnings made errors, fonts and styles kept warm.

WeasyPrint costs seconds and 60 MB to import, so it is imported by the first document, never by a module.
"""

from __future__ import annotations

import atexit
import logging
import threading
import warnings
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from certificates.errors import RenderError

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

FOLDER = Path(__file__).parent.resolve()
_lock = threading.RLock()


class _Listener(logging.Handler):
    """Collects what WeasyPrint only mentions: a refused picture, an unknown property."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _import() -> Any:
    with warnings.catch_warnings():
        # A machine without system fonts is fine: the documents bring their own.
        warnings.simplefilter("ignore")
        import weasyprint
    from certificates import tagging

    tagging.keep_languages()
    return weasyprint


@lru_cache(maxsize=1)
def fetcher() -> URLFetcher:
    """Opens `data:` and files of this package; everything else is refused."""
    _import()
    from weasyprint.urls import URLFetcher

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            parts = urlsplit(url)
            if parts.scheme == "file" and Path(unquote(parts.path)).resolve().is_relative_to(FOLDER):
                return super().fetch(url, headers)
            if parts.scheme == "data":
                return super().fetch(url, headers)
            raise ValueError(f"refused: {url[:80]}")

    return OwnFiles(allowed_protocols=("data", "file"), allow_redirects=False)


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    from weasyprint.text.fonts import FontConfiguration

    # Freed while Python still has its modules: WeasyPrint's own clean-up needs them.
    atexit.register(_forget)
    return FontConfiguration()


def _forget() -> None:
    _style.cache_clear()
    _fonts.cache_clear()


@lru_cache(maxsize=8)
def _style(name: str) -> CSS:
    weasyprint = _import()
    path = FOLDER / "templates" / name
    return weasyprint.CSS(filename=path, font_config=_fonts(), url_fetcher=fetcher())


def write(
    markup: str,
    style: str,
    finish: Callable[[Any, Any], None],
    attachments: list[Any],
    pages: int | None = None,
) -> bytes:
    """Draw markup with a stylesheet of `templates/` as PDF/A-3a; `finish(document, pdf)` has the last word.

    `pages` is the number the document must have, or None. Anything WeasyPrint warns of raises RenderError.
    """
    with _lock:
        weasyprint = _import()
        logger, listener = logging.getLogger("weasyprint"), _Listener()
        logger.addHandler(listener)
        try:
            base = (FOLDER / "templates").as_uri() + "/"
            page = weasyprint.HTML(string=markup, base_url=base, url_fetcher=fetcher())
            document = page.render(stylesheets=[_style(style)], font_config=_fonts(), pdf_variant="pdf/a-3a")
            if pages is not None and len(document.pages) != pages:
                raise RenderError(f"the document takes {len(document.pages)} pages instead of {pages}")
            with warnings.catch_warnings():
                # WeasyPrint 70.0 leaves its colour profile to be closed by the collector.
                warnings.filterwarnings("ignore", message=".*sRGB2014", category=ResourceWarning)
                data: bytes = document.write_pdf(
                    pdf_variant="pdf/a-3a", attachments=attachments, finisher=finish, pdf_identifier=True
                )
        finally:
            logger.removeHandler(listener)
    if listener.messages:
        raise RenderError("; ".join(listener.messages))
    return data
