"""Plain text, without any control sequence: for pipes, simple terminals and screen readers."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from adapters.terminal.gone import ends_when_gone
from adapters.terminal.markdown import plain
from dialogues.reply import Image, Reply, button


class PlainPage:
    """Prints messages as plain text, an empty line after each."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def show(self, reply: Reply, picture: Path | None) -> None:
        self.say(f"{message(reply, picture)}\n")

    def say(self, line: str) -> None:
        with ends_when_gone(self._out):
            print(line, file=self._out, flush=True)


def message(reply: Reply, picture: Path | None) -> str:
    """Return the whole message: its text, its picture in words and as a file, its choices."""
    blocks = [plain(reply.text)]
    if reply.image:
        blocks += [plain(words) for words in picture_words(reply.text, reply.image)]
    if picture:
        blocks.append(f"Picture: {picture}")
    if reply.choices:
        blocks.append("\n".join(f"{n}  {button(c)}" for n, c in enumerate(reply.choices, 1)))
    return "\n\n".join(blocks)


def picture_words(text: str, image: Image) -> list[str]:
    """Return what a picture's message says beside `text`: its caption and all that it shows."""
    words = dict.fromkeys((image.caption, image.text))
    return [said for said in words if said not in text]
