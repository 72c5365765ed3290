"""Reads checklists: the files in the folder `checklists` of a content folder."""

from __future__ import annotations

from pathlib import Path

import msgspec

from bot import shipped
from bot.content.fields import not_for_authors
from bot.content.file import ContentFile, read_content_file
from bot.content.revision import revision
from dialogues.checklists.model import Checklist
from dialogues.checks.checklists import unsound_checklist

CHECKLISTS = "checklists"
SUFFIXES = frozenset({".yaml", ".yml"})


def checklist_folder(content: Path) -> Path:
    """Return the folder of the checklists, or of those that ship if the content has none."""
    own = content / CHECKLISTS
    return own if own.is_dir() else shipped.CONTENT / CHECKLISTS


def checklist_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of the checklists in a folder of them, in the order of their names."""
    return tuple(sorted(path for path in folder.glob("*") if path.suffix in SUFFIXES))


def is_checklist(path: Path) -> bool:
    """Whether a path is that of a checklist, by the folder it stands in."""
    return path.suffix in SUFFIXES and path.resolve().parent.name == CHECKLISTS


def read_checklist(path: Path) -> ContentFile[Checklist]:
    """Return the checklist with its revision, and all that keeps it from being asked."""
    file = read_content_file(path.parent, path.name, Checklist)
    if file.value is None:
        return file
    checklist = file.value.model_copy(update={"revision": revision(file.data)})
    wrong = [*not_for_authors(Checklist, file.tree), *unsound_checklist(checklist)]
    problems = file.placed(wrong)
    return msgspec.structs.replace(file, value=checklist, problems=problems)
