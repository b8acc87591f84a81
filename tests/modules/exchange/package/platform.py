"""A learning platform as small as can be: one page with a SCORM 1.2 runtime of others, and the package in a frame."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, Route

from tests.modules.exchange.package.unpacked import JUDGES, unpacked

HOME = "http://platform.test"
RUNTIME = JUDGES / "scorm-again/dist/scorm12.min.js"
LAUNCH = """<!DOCTYPE html><title>Course</title><script src="/runtime.js"></script><script>
  var kept = {kept}, calls = [];
  window.API = new Scorm12API({autocommit: false, logLevel: 5});
  if (kept) { API.loadFromJSON(kept, ''); }
  ['LMSInitialize', 'LMSSetValue.*', 'LMSCommit', 'LMSFinish'].forEach(function (name) {
    API.on(name, function (element, value) { calls.push([name.split('.')[0], element, value]); });
  });
  {trouble}
</script><iframe name="sco" src="/package/index.html" width="1000" height="800"></iframe>"""


@dataclass
class Platform:
    """`launch` opens the package as a course does; what it told the platform is then in `cmi`."""

    page: Page

    def launch(self, kept: dict[str, Any] | None = None, trouble: str = "") -> Frame:
        """Open the package; `kept`: what the platform remembers; `trouble`: a script that breaks the runtime."""
        text = LAUNCH.replace("{kept}", json.dumps(kept)).replace("{trouble}", trouble)
        self.page.route(f"{HOME}/course", lambda route: route.fulfill(body=text, content_type="text/html"))
        self.page.goto(f"{HOME}/course")
        frame = self.page.frame("sco")
        assert frame is not None
        frame.wait_for_function("window.CISS && CISS.app")
        return frame

    def cmi(self, name: str) -> str:
        """A value as the runtime holds it."""
        return str(self.page.evaluate("name => name.split('.').reduce((at, key) => at[key], API)", name))

    def close(self) -> dict[str, Any]:
        """Leave the course; what the platform remembers of it."""
        self.page.evaluate("document.querySelector('iframe').src = 'about:blank'")
        self.page.wait_for_function("calls.some(one => one[0] === 'LMSFinish')")
        return dict(self.page.evaluate("JSON.parse(JSON.stringify(API.cmi))"))

    def told(self, name: str) -> list[str]:
        """Every value that the package set under that name, in order."""
        calls = self.page.evaluate("calls")
        return [str(value) for call, element, value in calls if call == "LMSSetValue" and element == name]

    def names(self) -> set[str]:
        """The names of all values that the package set."""
        return set(self.page.evaluate("calls.filter(one => one[0] === 'LMSSetValue').map(one => one[1])"))

    @property
    def commits(self) -> int:
        return int(self.page.evaluate("calls.filter(one => one[0] === 'LMSCommit').length"))


def platform(context: BrowserContext, package: bytes) -> Platform:
    """A platform that has loaded the package; anything that asks for another address fails."""
    if not RUNTIME.exists():
        pytest.skip("WITHOUT A JUDGE: scorm-again (tests/certificates/judges/setup.sh brings it)")
    files = {f"{HOME}/package/{name}": text for name, text in unpacked(package).items()}
    files[f"{HOME}/runtime.js"] = RUNTIME.read_text("utf-8")

    def serve(route: Route) -> None:
        text = files.get(route.request.url)
        kind = "text/javascript" if route.request.url.endswith(".js") else "text/html; charset=utf-8"
        route.abort() if text is None else route.fulfill(body=text, content_type=kind)

    context.route("**/*", serve)
    page = context.new_page()
    page.set_default_timeout(10_000)
    return Platform(page)
