"""From the files in this folder to values: the scheme, the modules, their words, the templates.

Everything is read and checked once, when the application starts; a broken file stops the start and
not a lesson. A module still being written loads as far as it goes (`check.py` names the gaps).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field

from modules.model import Criterion, Frozen, Language, Module, Scenario, Scheme, Template, TemplateRef
from modules.published import PUBLISHED
from modules.source import ContentError, build, line_of, read
from modules.text import CriterionText, ModuleText
from modules.translation import fingerprint, over, stale, state_of
from modules.views import CriterionView

ROOT = Path(__file__).parent
LANGUAGES: tuple[Language, ...] = ("en", "ru", "uk", "ro", "be")
ENGLISH: Language = "en"


@dataclass(frozen=True)
class Curriculum:
    """The scheme of today, the modules in order, their words by language, and the schemes of earlier versions."""

    scheme: Scheme
    modules: tuple[Module, ...]
    texts: dict[tuple[str, Language], ModuleText]  # (module id, language asked) -> words
    earlier: Mapping[str, Scheme] = field(default_factory=dict)  # by version

    def module(self, module_id: str) -> Module:
        """The module of that id ("m3-reporting"); KeyError if there is none."""
        return {module.id: module for module in self.modules}[module_id]

    def scheme_of(self, version: str) -> Scheme:
        """The standard as that version has it; of the present one `scheme` itself. KeyError if there was none."""
        return self.scheme if version == self.scheme.version else self.earlier[version]

    def text(self, module_id: str, language: str = ENGLISH) -> ModuleText:
        """Its words in that language, or in English with `fallback` true; KeyError for an unknown module."""
        asked = language if language in LANGUAGES else ENGLISH
        return self.texts[module_id, asked]

    def criterion(
        self, criterion_id: str, language: str = ENGLISH, *, scheme: Scheme | None = None
    ) -> CriterionView:
        """A criterion with its words, as today or as an earlier `scheme` has it; KeyError for an unknown id."""
        for module in self.modules:
            for criterion in module.criteria:
                if criterion.id == criterion_id:
                    words = self.text(module.id, language).criteria[criterion_id]
                    if scheme is not None and scheme is not self.scheme:
                        return CriterionView(scheme.criterion(criterion_id), words, module.id)
                    return CriterionView(criterion, words, module.id)
        raise KeyError(criterion_id)


class _Templates(Frozen):
    templates: tuple[TemplateRef, ...]


class _Criteria(Frozen):
    criteria: dict[str, CriterionText] = Field(default_factory=dict)


def load_scheme(root: Path = ROOT) -> Scheme:
    """`scheme.yaml` with the criteria of the modules that exist, in order. Raises ContentError."""
    path = root / "scheme.yaml"
    data = read(path)
    ids = [name for name in data.get("modules") or [] if (root / str(name) / "module.yaml").exists()]
    criteria: list[Criterion] = [one for name in ids for one in load_module(name, root).criteria]
    return build(Scheme, {**data, "criteria": criteria}, path)


def load_earlier(version: str, root: Path = ROOT) -> Scheme:
    """A version that was replaced: `earlier/<version>.yaml` (levels, tiers, modules) with what `published.py` promised
    of each criterion then. Raises ContentError, KeyError for a version that was never published."""
    path, promises = root / "earlier" / f"{version}.yaml", PUBLISHED[version]
    data = read(path)
    criteria = [
        one.model_copy(update=asdict(promises[one.id]))
        for one in load_scheme(root).criteria
        if one.id in promises
    ]
    scheme = build(Scheme, {**data, "criteria": criteria}, path)
    if scheme.version != version:
        line = line_of(path, ["version"])
        raise ContentError(path, line, f"version is {scheme.version}, but the file is {path.name}")
    return scheme


@cache
def load_module(module_id: str, root: Path = ROOT) -> Module:
    """Structure of one module from `module.yaml` and `scenario.yaml`. Raises ContentError."""
    folder = root / module_id
    path = folder / "module.yaml"
    module = build(Module, read(path), path)
    if module.id != module_id:
        raise ContentError(path, 1, f"id is {module.id}, but the folder is {module_id}")
    story = folder / "scenario.yaml"
    if not story.exists():
        return module
    return module.model_copy(update={"scenario": build(Scenario, read(story), story)})


def load_text(
    module_id: str, language: str = ENGLISH, root: Path = ROOT, *, filled: bool = True
) -> ModuleText:
    """Words of one module; English, and `fallback` true, where that language is not there.

    `filled`: what a translation lacks is in English; a checker wants to see the gaps.
    """
    asked = language if language in LANGUAGES else ENGLISH
    found = asked if (root / module_id / asked / "text.yaml").exists() else ENGLISH
    return _text(module_id, found, root, filled and found != ENGLISH).model_copy(update={"asked": asked})


@cache
def _text(module_id: str, language: str, root: Path, filled: bool) -> ModuleText:
    module = root / module_id
    path = module / language / "text.yaml"

    def words(name: str) -> dict[str, Any]:
        own: dict[str, Any] = read(file) if (file := module / language / name).exists() else {}
        return over(read(module / ENGLISH / name), own) if filled else own

    known: dict[str, Any] = {"language": language, "asked": language}
    if language != ENGLISH:
        known["draft"] = state_of(module, language).state == "draft"
        known["stale"] = stale(module, language)
    text = build(ModuleText, {**words("text.yaml"), **known}, path)
    story, criteria = words("scenario.yaml"), words("criteria.yaml")
    lessons = [*(_lessons(module / ENGLISH) if filled else ()), *_lessons(module / language)]
    update = {
        "lessons": {file.stem: file.read_text(encoding="utf-8") for file in lessons},
        "scenario": build(type(text.scenario), story, path.with_name("scenario.yaml")),
        "criteria": build(_Criteria, {"criteria": criteria}, path.with_name("criteria.yaml")).criteria,
    }
    return text.model_copy(update=update)


def _lessons(folder: Path) -> list[Path]:
    return sorted((folder / "lessons").glob("*.md"))


@cache
def curriculum(root: Path = ROOT) -> Curriculum:
    """Everything, read once. Raises ContentError for the first broken file."""
    scheme = load_scheme(root)
    modules = tuple(
        load_module(name, root) for name in scheme.modules if (root / name / "module.yaml").exists()
    )
    texts = {
        (module.id, language): load_text(module.id, language, root)
        for module in modules
        for language in LANGUAGES
    }
    earlier = {one: load_earlier(one, root) for one in PUBLISHED if one != scheme.version}
    return Curriculum(scheme, modules, texts, earlier)


@cache
def load_templates(root: Path = ROOT) -> tuple[TemplateRef, ...]:
    """The tools a school can copy, in the order of `templates.yaml`."""
    path = root / "templates.yaml"
    return build(_Templates, read(path), path).templates


@cache
def load_template(template_id: str, language: str = ENGLISH, root: Path = ROOT) -> Template:
    """One tool, in English where that language is not there. KeyError for an unknown id."""
    if template_id not in {ref.id for ref in load_templates(root)}:
        raise KeyError(template_id)
    asked = language if language in LANGUAGES else ENGLISH
    path = root / "templates" / f"{template_id}.{asked}.yaml"
    found = asked if path.exists() else ENGLISH
    path = root / "templates" / f"{template_id}.{found}.yaml"
    words = read(path)
    english = path.with_name(f"{template_id}.{ENGLISH}.yaml")
    known = fingerprint(english) if english.exists() else ""
    older = found != ENGLISH and words.get("made_from") != known
    return build(Template, {**words, "language": found, "asked": asked, "stale": older}, path)


@cache
def template_languages(template_id: str, root: Path = ROOT) -> tuple[Language, ...]:
    """The languages in which a tool is written, English first."""
    return tuple(one for one in LANGUAGES if (root / "templates" / f"{template_id}.{one}.yaml").exists())


@cache
def fed_by(root: Path = ROOT) -> dict[str, tuple[Criterion, ...]]:
    """Which criteria each tool helps to meet, in the order of the standard."""
    fed: dict[str, tuple[Criterion, ...]] = {ref.id: () for ref in load_templates(root)}
    for criterion in load_scheme(root).criteria:
        if criterion.template in fed:
            fed[criterion.template] += (criterion,)
    return fed
