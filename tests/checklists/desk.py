"""A writing desk for tests: a content folder with a small checklist, and changes to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.content.inspection import inspect
from bot.content.placed import Placed
from tests.content_format.desk import HERE, new_desk

SAMPLE = Path(__file__).parent / "sample.yaml"
TEXT = SAMPLE.read_text()


@dataclass(frozen=True)
class Desk:
    """A content folder with a lesson and the sample checklist in it."""

    content: Path

    @property
    def file(self) -> Path:
        return self.content / "checklists" / "pets.yaml"

    def change(self, old: str, new: str) -> tuple[int, int]:
        """Change the sample in one place; return the line and column of HERE in the new text."""
        assert TEXT.count(old) == 1, f"{old!r} stands {TEXT.count(old)} times in the sample"
        before, _, after = TEXT.replace(old, new).partition(HERE)
        self.file.write_text(before + after)
        return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1

    def problems(self) -> tuple[Placed, ...]:
        """Return all that `tutorbot check` says of the checklist."""
        return inspect([self.file]).problems


def new_checklist_desk(folder: Path) -> Desk:
    """Return a desk in this folder, which is made."""
    desk = Desk(new_desk(folder).content)
    desk.file.parent.mkdir()
    desk.file.write_text(TEXT)
    return desk
