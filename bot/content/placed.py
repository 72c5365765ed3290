"""A problem of content with its place in a file, as an author sees it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

import msgspec

Severity: TypeAlias = Literal["error", "warning"]


class Placed(msgspec.Struct, frozen=True):
    """One problem. `line` and `column` count from 1; a problem of a whole file stands at 1:1."""

    file: str
    line: int
    column: int
    severity: Severity
    rule: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.severity} {self.rule} {self.message}"


class ContentError(Exception):
    """Content cannot be taught. Holds all problems of all files; its words are one a line."""

    def __init__(self, problems: Iterable[Placed]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
