"""Looking at pages as everybody has to be able to: pictures on a desk and on a phone, axe, nothing wider than the phone."""

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
README_PICTURES = HERE.parents[1] / "docs" / "pictures"
DESK, PHONE = {"width": 1280, "height": 860}, {"width": 320, "height": 640}
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return '';
  const far = [...document.querySelectorAll('main *, header *, footer *')]
    .filter(one => one.getBoundingClientRect().right > width + 1).map(one => one.outerHTML.slice(0, 120));
  return far[0] || 'the page itself';
}"""
RULES = {"resultTypes": ["violations"]}


class Album:
    """The pictures of one walk, and what was wrong on its pages."""

    def __init__(self, name: str, inspector: Page | None = None) -> None:
        """`inspector`: a page with JavaScript that examines what a browser without it was shown."""
        self.inspector = inspector
        self.folder, self.seen, self.wrong = PICTURES / name, list[str](), list[str]()
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.glob("*.jpg"):
            old.unlink()

    def see(self, page: Page, name: str) -> None:
        """Picture, axe and width of the page as it stands, once for each name; what is wrong is kept for `verdict`."""
        if name in self.seen:
            return
        self.seen.append(name)
        file = self.folder / f"{len(self.seen):03d}-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}"
        self._axe(self._to_examine(page), name)
        page.screenshot(path=f"{file}-1280.jpg", full_page=True, type="jpeg", quality=55)
        page.set_viewport_size(PHONE)
        wide = self._to_examine(page).evaluate(WIDER)
        if wide:
            self.wrong.append(f"{name} ({page.url}) is wider than 320 px: {wide}")
        page.screenshot(path=f"{file}-320.jpg", full_page=True, type="jpeg", quality=55)
        page.set_viewport_size(DESK)

    def _to_examine(self, page: Page) -> Page:
        """The page itself, or the very same markup where scripts can look at it."""
        if self.inspector is None:
            return page
        shown, address = page.content(), page.url.split("#")[0]
        self.inspector.route(address, lambda route: route.fulfill(body=shown, content_type="text/html"))
        self.inspector.set_viewport_size(page.viewport_size or DESK)
        self.inspector.goto(address)
        self.inspector.unroute(address)
        return self.inspector

    def _axe(self, page: Page, name: str) -> None:
        found = Axe().run(page, options=RULES)
        for violation in found.response["violations"]:
            for node in violation["nodes"]:
                self.wrong.append(
                    f"{name} ({page.url}): {violation['id']}: {violation['help']}: {node['html'][:200]}"
                )

    def watch(self, page: Page) -> None:
        """Keep what a browser complains of: answers of 500 and refused scripts, styles or pictures."""
        page.on(
            "response",
            lambda answer: answer.status < 500 or self.wrong.append(f"{answer.status} {answer.url}"),
        )
        page.on("console", lambda said: said.type != "error" or self._said(said.text, page.url))

    def _said(self, text: str, url: str) -> None:
        if "status of 4" not in text:  # a refusal in words is an answer like any other
            self.wrong.append(f"{url}: {text}")

    def verdict(self) -> None:
        """Fail with everything that was wrong, each with its rule, element and page."""
        assert not self.wrong, "\n".join(dict.fromkeys(self.wrong))


def for_the_readme(page: Page, name: str) -> None:
    """The picture of the README, when CISS_PICTURES=1 asks for new ones: one screen, at most 200 kB."""
    if os.environ.get("CISS_PICTURES") != "1":
        return
    README_PICTURES.mkdir(parents=True, exist_ok=True)
    file = README_PICTURES / f"{name}.png"
    page.screenshot(path=file)
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)
    assert file.stat().st_size <= 200_000, f"{file} is too large"
