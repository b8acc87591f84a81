"""A browser in which packages are opened. Skipped only where no Chromium is installed."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from modules.exchange.package import scorm_package
from tests.modules.exchange.package.unpacked import unpacked


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("Chromium is not installed; ./ciss test installs it where it may")
    own = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--disable-gpu", *own])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def player(chromium: Browser) -> Iterator[Page]:
    """A page that holds the player's program; `open_module` puts a module into it."""
    page = chromium.new_page()
    page.set_default_timeout(10_000)
    yield page
    page.close()


def open_module(page: Page, module: str) -> None:
    """Show a module outside any platform, without a place to keep answers."""
    page.set_content(unpacked(scorm_package(module))["index.html"])
