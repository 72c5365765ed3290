"""The snapshot of one learner's conversation, its encoding and its upgrades.

Like all values of a turn, these are made by the thousand and cannot refer to each other in a
circle: with `gc=False` the garbage collector does not look at them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from dialogues.checklists.answers import Run

VERSION = 1

Slots = Mapping[str, str | int]
"""What a step remembers while it is open: small values by name."""


class Frame(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Where the learner is: which flow, in which section of it, at which step id.

    `flow` is a lesson's id, or "chat" for what is understood anywhere (menu, later ...).
    `until` is the section to come back from, when the learner revisits a part. `under` is set on
    a frame that another person's turn put on top: the prompt that was open until then.
    """

    flow: str
    step: str
    section: str = ""
    slots: dict[str, str | int] = {}
    until: str | None = None
    under: int | None = None


class Outcome(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """How a check ended: the last choice, and whether it was right at the first try."""

    choice: str
    first_try: bool = False


class Progress(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What one learner did in one lesson; `run` counts the times it was started.

    `place` is where to go on when another lesson was taken meanwhile.
    """

    run: int = 1
    reached: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    guesses: dict[str, str] = {}
    outcomes: dict[str, Outcome] = {}
    review: tuple[str, ...] = ()
    place: Frame | None = None


class Calculation(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A result of a calculator that the learner kept.

    `slots` holds the answers, `figures` low, central and high end of each result by name, and
    `prices` the date of the prices behind them.
    """

    calculator: str
    at: datetime
    slots: dict[str, str | int]
    figures: dict[str, tuple[float, float, float]]
    prices: str


MOST_KEPT = 20
"""So many results of a calculator are shown again; older ones stand in their table only."""


class Conversation(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One learner's state with the bot. The top of the `stack` is the last frame.

    `prompt` is the number of the open prompt: it grows by one with every new prompt.
    `preferred` is the lesson that the learner's program asked for last. `calculations` are the
    results that the learner kept, the newest last. `checklists` are the learner's runs through
    checklists, the one that was changed last at the end. `exported` is when the learner last got
    all that is kept as a file.
    """

    version: int  # no default: it must stand in every stored snapshot
    prompt: int = 0
    revision: str = ""
    preferred: str | None = None
    stack: tuple[Frame, ...] = ()
    lessons: dict[str, Progress] = {}
    calculations: tuple[Calculation, ...] = ()
    checklists: tuple[Run, ...] = ()
    exported: datetime | None = None


def fresh() -> Conversation:
    """Return the conversation of a learner who has never been here."""
    return Conversation(VERSION)


class StateError(Exception):
    """A stored conversation cannot be read: it is damaged, or written by a newer program."""


UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""For each older version, the function that turns its snapshot into the next version's."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Conversation).decode


class _Head(msgspec.Struct):
    version: int


def encode(conversation: Conversation) -> bytes:
    """Return the conversation as JSON, to be stored."""
    return _encode(conversation)


def decode(data: bytes) -> Conversation:
    """Return the conversation that `encode` wrote, upgraded from an older version if needed.

    Raises StateError when the bytes are damaged or of a newer version.
    """
    try:
        conversation = _decode(data)
        if conversation.version == VERSION:
            return conversation
    except msgspec.DecodeError as error:
        if _version(data) == VERSION:
            raise StateError(f"a stored conversation cannot be read: {error}") from error
    return _upgraded(data)


def _version(data: bytes) -> int:
    try:
        return msgspec.json.decode(data, type=_Head).version
    except msgspec.DecodeError as error:
        raise StateError(f"a stored conversation is damaged: {error}") from error


def _upgraded(data: bytes) -> Conversation:
    raw: dict[str, Any] = msgspec.json.decode(data)
    while (version := raw["version"]) != VERSION:
        if version not in UPGRADES:
            raise StateError(
                f"a stored conversation has version {version}; this program reads {VERSION}"
            )
        raw = UPGRADES[version](raw)
    try:
        return msgspec.convert(raw, Conversation)
    except msgspec.ValidationError as error:
        raise StateError(f"an upgraded conversation cannot be read: {error}") from error
