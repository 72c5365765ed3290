"""What reaches a conversation. A tap, a text, a timer: everything that arrives is an input."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec


class Began(msgspec.Struct, frozen=True, gc=False, tag="began"):
    """The learner opened the chat: started the terminal, pressed Start."""


class Said(msgspec.Struct, frozen=True, gc=False, tag="said"):
    """The learner typed a text, as it arrived: any length, any characters."""

    text: str


class Pressed(msgspec.Struct, frozen=True, gc=False, tag="pressed"):
    """The learner pressed a choice. `prompt` None means the prompt that is open."""

    choice: str
    prompt: int | None = None


class Attached(msgspec.Struct, frozen=True, gc=False, tag="attached"):
    """The learner sent something that is not words, with or without words to it."""

    kind: Literal["photo", "sticker", "voice", "file"]


class Left(msgspec.Struct, frozen=True, gc=False, tag="left"):
    """The learner cannot be reached any more: blocked the bot. Whatever they do next brings them
    back."""


class Returned(msgspec.Struct, frozen=True, gc=False, tag="returned"):
    """The learner can be reached again: unblocked the bot. Nothing is said to that by itself; what
    waits for them is sent."""


class HomeOpened(msgspec.Struct, frozen=True, gc=False, tag="home_opened"):
    """The learner opened the page that shows where they are, where a platform has one."""


class Fired(msgspec.Struct, frozen=True, gc=False, tag="fired"):
    """A timer came due. `prompt` is the prompt that was open when it was set."""

    timer: str
    prompt: int


class Told(msgspec.Struct, frozen=True, gc=False, tag="told"):
    """Something came about in another person's conversation that concerns this one.

    `step` is the step of the chat that says it, opened with these slots.
    """

    step: str
    slots: dict[str, str | int] = {}


Input: TypeAlias = Began | Said | Pressed | Attached | Left | Returned | HomeOpened | Fired | Told
