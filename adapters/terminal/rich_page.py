"""The interactive page, by rich: wrapped text, numbered choices, a rule above each message."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from adapters.markdown import Span
from adapters.terminal.markdown import spans
from adapters.terminal.plain import picture_words
from dialogues.reply import Choice, Reply, button

WIDEST = 80
"""Columns: longer lines are hard to read."""

_LOOK = {(True, True): "bold italic", (True, False): "bold", (False, True): "italic"}


class RichPage:
    """Prints messages for a person. Nothing needs color to be understood."""

    def __init__(self, out: TextIO) -> None:
        self._console = Console(file=out, highlight=False, markup=False, emoji=False)

    def show(self, reply: Reply, picture: Path | None) -> None:
        self._print(Rule(style="dim"), _text(reply.text))
        if reply.image:
            for words in picture_words(reply.text, reply.image):
                self._print("", _text(words))
        if picture:
            self._as_it_is(f"\nPicture: {picture}")
        if reply.choices:
            self._print("", _choices(reply.choices))
        self._print("")

    def say(self, line: str) -> None:
        self._as_it_is(line)

    def _as_it_is(self, line: str) -> None:
        """Print a line that may hold a path or a command: not wrapped, so that it can be copied."""
        self._console.print(line, soft_wrap=True)

    def _print(self, *parts: RenderableType) -> None:
        width = min(shutil.get_terminal_size().columns, WIDEST)
        self._console.print(Group(*parts), width=width)


def _text(text: str) -> Text:
    """Return the text with its looks; square brackets in it mean nothing."""
    return Text.assemble(*((span.text, _look(span)) for span in spans(text)))


def _look(span: Span) -> str:
    return _LOOK.get((span.bold, span.italic), "")


def _choices(offered: tuple[Choice, ...]) -> Padding:
    """Return the choices, numbered from 1, long ones wrapped beside their number."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", style="bold", no_wrap=True)
    table.add_column()
    for place, choice in enumerate(offered, 1):
        table.add_row(str(place), Text(button(choice)))
    return Padding(table, (0, 0, 0, 1))
