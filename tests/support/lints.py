"""Rules of the house for every page, checked whenever a test fetches one."""

from collections import Counter
from itertools import pairwise

import html5lib
from bs4 import BeautifulSoup, Tag

INLINE = ("onclick", "onload", "onsubmit", "onchange", "style")


def lint(html: str, url: str) -> None:
    """Raise AssertionError naming every rule of the house that this page breaks."""
    soup = BeautifulSoup(html, "html.parser")
    problems = [*_document(html, soup), *_ids(soup), *_controls(soup), *_forms(soup), *_content(soup)]
    assert not problems, f"{url}:\n  " + "\n  ".join(problems)


def _document(html: str, soup: BeautifulSoup) -> list[str]:
    problems = []
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    parser.parse(html)
    problems += [f"HTML5: {code} at {position}" for position, code, _ in parser.errors]
    headings = soup.select("h1")
    if len(headings) != 1:
        problems.append(f"{len(headings)} h1 elements, not one")
    else:
        h1 = " ".join(headings[0].get_text(" ").split())
        title = " ".join(soup.title.get_text().split()) if soup.title else ""
        if not title.removeprefix("Error: ").startswith(h1):
            problems.append(f"the title {title!r} does not begin with the h1 {h1!r}")
    if not (soup.html and soup.html.get("lang")):
        problems.append("html has no lang")
    return problems


def _ids(soup: BeautifulSoup) -> list[str]:
    counted = Counter(str(element["id"]) for element in soup.select("[id]"))
    problems = [f"id {name!r} is used {count} times" for name, count in counted.items() if count > 1]
    for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
        for element in soup.select(f"[{attribute}]"):
            problems += [
                f"{attribute} points to a missing id {name!r}"
                for name in str(element[attribute]).split()
                if name not in counted
            ]
    return problems


def _labelled(control: Tag, soup: BeautifulSoup) -> bool:
    if control.get("aria-label") or control.get("aria-labelledby") or control.find_parent("label"):
        return True
    return bool(control.get("id") and soup.select_one(f'label[for="{control["id"]}"]'))


def _controls(soup: BeautifulSoup) -> list[str]:
    controls = soup.select("input:not([type=hidden]):not([type=submit]), textarea, select")
    return [f"{c.name} {c.get('name')!r} has no label" for c in controls if not _labelled(c, soup)]


def _forms(soup: BeautifulSoup) -> list[str]:
    problems = []
    for form in soup.select("form"):
        where = f"form to {form.get('action')!r}"
        if not form.get("action") or not form.get("method"):
            problems.append(f"{where} lacks method or action")
        if str(form.get("method", "")).lower() == "post":
            problems += [
                f"{where} has no {name}"
                for name in ("csrf_token", "once")
                if not form.select_one(f"[name={name}]")
            ]
    return problems


def _content(soup: BeautifulSoup) -> list[str]:
    problems = [f"inline {name} on <{e.name}>" for name in INLINE for e in soup.select(f"[{name}]")]
    problems += ["inline script" for script in soup.select("script:not([src])") if script.get_text().strip()]
    problems += ["inline style element" for _ in soup.select("style")]
    problems += [f"img {i.get('src')!r} has no alt" for i in soup.select("img:not([alt])")]
    problems += [f"link without a target: {a.get_text(strip=True)!r}" for a in soup.select("a:not([href])")]
    levels = [
        int(str(h.name)[1]) for h in soup.select("main h1, main h2, main h3, main h4, main h5, main h6")
    ]
    problems += [
        f"heading level jumps from h{one} to h{two}" for one, two in pairwise(levels) if two > one + 1
    ]
    return problems
