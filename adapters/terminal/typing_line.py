"""The line that a person types at a terminal, while the program may have something to say."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TextIO

PROMPT = "> "
ERASE = "\r\x1b[K"
PASTE_OFF = "\x1b[?2004l"
"""Ends bracketed paste, which readline switches on while it reads a line."""


def ask() -> str:
    """Show the prompt and return the line that is typed; raise EOFError at the end of input."""
    return input(PROMPT)


def is_dumb() -> bool:
    """Whether the terminal obeys no control sequences."""
    return os.environ.get("TERM", "dumb") in ("", "dumb", "unknown")


class TypingLine:
    """The line at the foot of the page. With `editing` it can be erased and drawn again."""

    def __init__(self, out: TextIO, *, editing: bool) -> None:
        self._out, self._editing = out, editing

    def leave(self) -> None:
        """Make room for a message where the line is."""
        self._write(ERASE if self._editing else "\n")

    def redraw(self) -> None:
        """Show the prompt again, with what has been typed so far where that is known."""
        self._write(PROMPT + (_typed_so_far() if self._editing else ""))

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Give the terminal back as it was, also when the program ends while a line is typed."""
        if sys.platform == "win32":
            yield
            return
        import termios  # noqa: PLC0415  # not on every system

        before = termios.tcgetattr(self._out)
        try:
            yield
        finally:
            termios.tcsetattr(self._out, termios.TCSADRAIN, before)
            if self._editing:
                self._write(PASTE_OFF)


def _typed_so_far() -> str:
    try:
        import readline  # noqa: PLC0415  # not on every system
    except ImportError:
        return ""
    return readline.get_line_buffer()
