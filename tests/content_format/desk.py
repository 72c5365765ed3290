"""A writing desk for tests: a small lesson without a problem, and changes to it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from bot.content.inspection import inspect
from bot.content.load import load_course
from bot.content.placed import ContentError, Placed

SAMPLE = Path(__file__).parent / "sample"
TEXT = (SAMPLE / "lesson.yaml").read_text()

HERE = "@@"
"""Stands in a changed text where a problem is expected."""


@dataclass(frozen=True)
class Desk:
    """A content folder with the sample lesson in it, and one change made to the lesson."""

    content: Path

    @property
    def lesson(self) -> Path:
        return self.content / "bread"

    @property
    def file(self) -> Path:
        return self.lesson / "lesson.yaml"

    def change(self, old: str, new: str) -> tuple[int, int]:
        """Change the sample in one place; return the line and column of HERE in the new text."""
        assert TEXT.count(old) == 1, f"{old!r} stands {TEXT.count(old)} times in the sample"
        return self.write(TEXT.replace(old, new))

    def write(self, text: str) -> tuple[int, int]:
        before, _, after = text.partition(HERE)
        self.file.write_text(before + after, newline="")
        return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1

    def refusal(self) -> tuple[Placed, ...]:
        """Return the problems that keep the course from being loaded."""
        try:
            load_course(self.content)
        except ContentError as error:
            return error.problems
        return ()

    def problems(self) -> tuple[Placed, ...]:
        """Return all that `tutorbot check` says of the lesson."""
        return inspect([self.file]).problems


def new_desk(folder: Path) -> Desk:
    shutil.copytree(SAMPLE, folder / "bread")
    return Desk(folder)
