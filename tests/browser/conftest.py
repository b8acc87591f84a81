"""A real server, a real browser. Skipped only where no Chromium is installed."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.album import Album
from tests.browser.people.person import Stage
from tests.browser.product import Product
from tests.browser.rows import Rows

QUIET = ("--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync")


@pytest.fixture(scope="package")
def product(tmp_path_factory: pytest.TempPathFactory, template_database: Path) -> Iterator[Product]:
    """An installation of its own, migrated, empty, serving on a free port, its job thread running."""
    data = tmp_path_factory.mktemp("product")
    shutil.copy(template_database, data / "ciss.sqlite3")
    product = Product(data)
    product.start()
    yield product
    product.stop()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("Chromium is not installed; ./ciss test installs it where it may")
    own = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*QUIET, *own])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def rows(product: Product) -> Rows:
    """A hand inside the product's database."""
    return product.rows()


def _stage(product: Product, browser: Browser, name: str, *, javascript: bool) -> Iterator[Stage]:
    """Open a walk with an album; at its end every page must have been in order."""
    album = Album(name.removeprefix("test_"), None if javascript else browser.new_page())
    yield Stage(product, browser, album, javascript)
    for context in browser.contexts:
        context.close()
    album.verdict()


@pytest.fixture
def stage(product: Product, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Where people meet the product."""
    yield from _stage(product, chromium, request.node.name, javascript=True)


@pytest.fixture
def bare_stage(product: Product, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Where people meet the product with JavaScript switched off."""
    yield from _stage(product, chromium, request.node.name, javascript=False)
