"""What `tutorbot doctor` finds: one line each, with what to do about it."""

from __future__ import annotations

from typing import Literal

import msgspec


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that was looked at, and how it is. A problem keeps the program from serving."""

    area: str
    state: Literal["ok", "warning", "problem"]
    message: str
    remedy: str | None = None

    def __str__(self) -> str:
        line = f"{self.state:7}  {self.area:8}  {self.message}."
        return f"{line} {self.remedy}." if self.remedy else line


def fine(area: str, message: str) -> Finding:
    """Return a finding with which all is well."""
    return Finding(area, "ok", message)


def warning(area: str, message: str, remedy: str) -> Finding:
    """Return a finding that should be looked at."""
    return Finding(area, "warning", message, remedy)


def problem(area: str, message: str, remedy: str | None = None) -> Finding:
    """Return a finding that keeps the program from serving."""
    return Finding(area, "problem", message, remedy)
