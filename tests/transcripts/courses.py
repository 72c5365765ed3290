"""The content that transcripts are about: the tiny lesson, and what an author did to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from bot import shipped

TINY = Path(__file__).parents[1] / "lessons" / "tiny"
HARBOR = Path(__file__).with_name("harbor.yaml")
PETS = Path(__file__).parents[1] / "checklists" / "sample.yaml"

Raw: TypeAlias = dict[str, Any]
"""A lesson or a step as it stands in its file."""


def tiny() -> Raw:
    """Return the tiny lesson, to be changed."""
    return _read(TINY / "lesson.yaml")


def harbor() -> Raw:
    """Return the other lesson, to be changed."""
    return _read(HARBOR)


def _read(path: Path) -> Raw:
    lesson: Raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return lesson


def steps(lesson: Raw) -> Iterator[Raw]:
    """Give every step of the lesson."""
    for section in lesson["sections"]:
        yield from section["steps"]


def _step_renamed() -> list[Raw]:
    lesson = tiny()
    for step in steps(lesson):
        match step["id"]:
            case "c.far":
                step.update(id="c.beam", was=["c.far"])
            case "g.far":
                step["again"] = "c.beam"
            case "compare":
                step["pairs"][0]["check"] = "c.beam"
    return [lesson]


def _step_removed() -> list[Raw]:
    lesson = tiny()
    for section in lesson["sections"]:
        section["steps"] = [s for s in section["steps"] if s["id"] != "r.seen"]
    return [lesson]


def _section_renamed() -> list[Raw]:
    lesson = tiny()
    lesson["sections"][1].update(id="lamp", was=["light"])
    return [lesson]


def _choice_removed() -> list[Raw]:
    lesson = tiny()
    for step in steps(lesson):
        if step["id"] == "c.far":
            step["choices"] = step["choices"][:2]
    return [lesson]


def _with_calculator() -> list[Raw]:
    lesson = tiny()
    for section in lesson["sections"]:
        if section["id"] == "light":
            section["steps"].append(
                {"id": "calculator", "kind": "calculator", "calculator": "training-cost"}
            )
    return [lesson]


def _with_checklist() -> list[Raw]:
    lesson = tiny()
    for section in lesson["sections"]:
        if section["id"] == "light":
            section["steps"].append({"id": "list", "kind": "checklist", "checklist": "ai-tool"})
    return [lesson]


COURSES: Mapping[str, Callable[[], list[Raw]]] = {
    "tiny": lambda: [tiny()],
    "two-lessons": lambda: [harbor(), tiny()],
    "harbor-only": lambda: [harbor()],
    "step-renamed": _step_renamed,
    "step-removed": _step_removed,
    "section-renamed": _section_renamed,
    "choice-removed": _choice_removed,
    "with-calculator": _with_calculator,
    "with-checklist": _with_checklist,
    "two-checklists": lambda: [tiny()],
    "pets-only": lambda: [tiny()],
}
"""The lessons of each course by its name; "lesson" is the content that ships."""

CHECKLISTS: Mapping[str, tuple[Path, ...]] = {
    "two-checklists": (shipped.CONTENT / "checklists" / "ai-tool.yaml", PETS),
    "pets-only": (PETS,),
}
"""The checklists of the courses that do not have those that ship."""


def content(name: str, folder: Path) -> Path:
    """Write the course into the folder as an author would; return the content folder."""
    if name == "lesson":
        return shipped.CONTENT
    root = folder / name
    for lesson in COURSES[name]():
        home = root / lesson["id"].lower()
        home.mkdir(parents=True, exist_ok=True)
        words = yaml.safe_dump(lesson, sort_keys=False, allow_unicode=True)
        (home / "lesson.yaml").write_text(words, encoding="utf-8")
        for picture in lesson.get("pictures", ()):
            shutil.copy(TINY / picture["file"], home)
    for file in CHECKLISTS.get(name, ()):
        (root / "checklists").mkdir(exist_ok=True)
        shutil.copy(file, root / "checklists")
    return root
