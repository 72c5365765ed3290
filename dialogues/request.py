"""What a turn may ask for: data that the dialogue may not fetch, each with its kind of answer."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec

A = TypeVar("A")


class Request(msgspec.Struct, Generic[A], frozen=True, gc=False):
    """A question to the store that is answered with an A; equal requests have one answer.

    The answer is how things stand before the turn: what the turn itself writes is not in it.
    """


class Lacking(Exception):
    """A step needs an answer that is not there yet; `advance` turns this into a turn that asks."""

    def __init__(self, *requests: Request[Any]) -> None:
        super().__init__(f"not looked up yet: {', '.join(type(r).__name__ for r in requests)}")
        self.requests = requests


class NewId(Request[str], frozen=True, gc=False):
    """A new id: 12 letters and digits that nobody has. Two in one turn have two names."""

    name: str
