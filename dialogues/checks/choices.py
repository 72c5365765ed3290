"""Whether the choices of a step can be told apart by their ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from dialogues.problem import Problem

RESERVED = frozenset({"hint", "again", "show", "continue", "skip", "menu", "later", "text"})
"""The ids of the bot's own buttons."""


class Choosable(Protocol):
    """What has the id of a choice."""

    @property
    def id(self) -> str: ...


def confused_choices(choices: Sequence[Choosable], field: str) -> Iterator[Problem]:
    """Give each choice of the list `field` whose id is taken."""
    seen: set[str] = set()
    for index, choice in enumerate(choices):
        at = (field, index, "id")
        if choice.id in RESERVED:
            wrong = f"the id {choice.id!r} is that of one of the bot's own buttons: take another"
            yield Problem("reserved-id", wrong, at)
        if choice.id in seen:
            wrong = f"the id {choice.id!r} stands twice in this step: give each its own"
            yield Problem("same-id", wrong, at)
        seen.add(choice.id)
