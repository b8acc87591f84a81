"""From the files in this folder to values: the scheme, the modules, their words, the templates.

Everything is read and checked once, when the application starts; a broken file stops the start and
not a lesson. A module still being written loads as far as it goes (`check.py` names the gaps).
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field

from modules.model import Criterion, Frozen, Language, Module, Scenario, Scheme, Template, TemplateRef
from modules.source import ContentError, build, read
from modules.text import CriterionText, ModuleText
from modules.views import CriterionView

ROOT = Path(__file__).parent
LANGUAGES: tuple[Language, ...] = ("en", "ru", "uk", "ro", "be")
ENGLISH: Language = "en"


@dataclass(frozen=True)
class Curriculum:
    """The scheme, the modules in order, and their words by language."""

    scheme: Scheme
    modules: tuple[Module, ...]
    texts: dict[tuple[str, Language], ModuleText]  # (module id, language asked) -> words

    def module(self, module_id: str) -> Module:
        """The module of that id ("m3-reporting"); KeyError if there is none."""
        return {module.id: module for module in self.modules}[module_id]

    def text(self, module_id: str, language: str = ENGLISH) -> ModuleText:
        """Its words in that language, or in English with `fallback` true; KeyError for an unknown module."""
        asked = language if language in LANGUAGES else ENGLISH
        return self.texts[module_id, asked]

    def criterion(self, criterion_id: str, language: str = ENGLISH) -> CriterionView:
        """A criterion with its words; KeyError for an unknown id."""
        for module in self.modules:
            for criterion in module.criteria:
                if criterion.id == criterion_id:
                    words = self.text(module.id, language).criteria[criterion_id]
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


def load_text(module_id: str, language: str = ENGLISH, root: Path = ROOT) -> ModuleText:
    """Words of one module; English, and `fallback` true, where that language is not there."""
    asked = language if language in LANGUAGES else ENGLISH
    found = asked if (root / module_id / asked / "text.yaml").exists() else ENGLISH
    return _text(module_id, found, root).model_copy(update={"asked": asked})


@cache
def _text(module_id: str, language: str, root: Path) -> ModuleText:
    folder = root / module_id / language
    path = folder / "text.yaml"
    stories, criteria = folder / "scenario.yaml", folder / "criteria.yaml"
    words: dict[str, Any] = read(path) if path.exists() else {}
    text = build(ModuleText, {**words, "language": language, "asked": language}, path)
    lessons = {
        file.stem: file.read_text(encoding="utf-8") for file in sorted((folder / "lessons").glob("*.md"))
    }
    update: dict[str, Any] = {"lessons": lessons}
    if stories.exists():
        update["scenario"] = build(type(text.scenario), read(stories), stories)
    if criteria.exists():
        update["criteria"] = build(_Criteria, {"criteria": read(criteria)}, criteria).criteria
    return text.model_copy(update=update)


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
    return Curriculum(scheme, modules, texts)


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
    return build(Template, {**read(path), "language": found, "asked": asked}, path)
