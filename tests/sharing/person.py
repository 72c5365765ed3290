"""A person in a history: what was asked of them, and what stood before their eyes then."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.account import Account
from bot.changes import encode_reply
from dialogues.reply import Choice, Reply

SECRET = re.compile(r"zq\d+x\d+([a-z])qz")
"""A word that stands nowhere else; the letter says what it was typed as."""

NAME, TOOL, FAULT, OTHER = "n", "t", "f", "o"
"""A name in a team, what a checklist is about, what no turn can take, and anything else."""


class Person:
    """One of them: the prompts that were shown, and what stood with each."""

    def __init__(self, name: str) -> None:
        self.account = Account("terminal", "local", name)
        self.prompts: list[tuple[int, tuple[Choice, ...]]] = []
        self.seen: dict[int, set[str]] = {}
        self.form: str | None = None

    def offered(self, begins: str) -> str:
        """Return the choice of the last prompt whose id begins so."""
        return next(c.id for c in self.prompts[-1][1] if c.id.startswith(begins))

    def remember(self, reply: Reply, seen: set[str]) -> None:
        """Note the message, if it waits for an answer, and what stood in it and before it."""
        if reply.prompt is not None:
            self.prompts.append((reply.prompt, reply.choices))
            self.seen[reply.prompt] = seen
            self.form = reply.form


def secrets(text: str) -> Iterator[str]:
    """Give each secret in the text."""
    return (found[0] for found in SECRET.finditer(text))


def kind(secret: str) -> str:
    """Return what the secret was typed as."""
    return secret[-3]


def whole(reply: Reply) -> str:
    """Return all of the message: texts, buttons, and what a picture says and draws."""
    return encode_reply(reply).decode()
