"""Says what failed, in one line that may be kept and logged: where and what, no learner's text."""

from __future__ import annotations

import traceback

OURS = frozenset({"dialogues", "bot", "adapters"})
"""Our own packages. Their exceptions promise to hold no learner's text; others may quote it."""

LONGEST = 500


def error_line(error: BaseException) -> str:
    """Return one line: the exception's type, where in our code, and the notes added on its way.

    The exception's own words are given only when the exception is one of ours.
    """
    line = type(error).__name__ + _place(error)
    if _package(type(error).__module__) in OURS:
        line += f": {error}"
    if notes := getattr(error, "__notes__", None):
        line += f" ({'; '.join(notes)})"
    return " ".join(line.split())[:LONGEST]


def _place(error: BaseException) -> str:
    """Return the innermost line of our code that the exception passed, if there is one."""
    place = ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        module = frame.f_globals.get("__name__", "")
        if _package(module) in OURS:
            place = f" at {module.replace('.', '/')}.py:{line}"
    return place


def _package(module: str) -> str:
    return module.partition(".")[0]
