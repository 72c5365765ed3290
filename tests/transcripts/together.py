"""Several people as the other side of a transcript, each in a chat of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeAlias

import msgspec

from tests.transcripts.script import Act, Shown

SAID = re.compile(r"(?:^\|.*\n)+(?:\n(?:^\|.*\n)+)*", re.MULTILINE)
"""All that is said after one act: messages with a blank line between them."""


class Chat(Protocol):
    """One person's chat with a program that others talk with too."""

    async def take(self, act: Act, at: datetime | None, key: str | None) -> list[Shown]:
        """Do it, and return what is new in this chat when all that follows is said."""
        ...

    def news(self) -> list[Shown]:
        """Return what is new in this chat since it was last looked at."""
        ...


NewChat: TypeAlias = Callable[[str, str | None, str | None], Chat]
"""Makes the chat of a person from their name, and platform and tenant where these are given."""


class Together:
    """People in their chats. What others are told follows what the one who speaks is told."""

    def __init__(self, new: NewChat) -> None:
        self.new = new
        self.chats: dict[str, Chat] = {}
        self.who = ""

    def speaks(self, who: str, platform: str | None, tenant: str | None) -> None:
        """Let this one speak from here on; the chat is made at the first line."""
        self.who = who
        if platform or who not in self.chats:
            self.chats[who] = self.new(who, platform, tenant)

    async def restart(self, course: str) -> None:
        raise NotImplementedError("the course of several people stays the same")

    async def take(self, act: Act, at: datetime | None, key: str | None) -> list[Shown]:
        """Let the one who speaks do it, then look into every chat."""
        shown = await self.chats[self.who].take(act, at, key)
        for name, chat in sorted(self.chats.items()):
            shown += [msgspec.structs.replace(new, to=name) for new in chat.news()]
        return shown


def by_chat(transcript: str) -> str:
    """Return the transcript with what is said at once ordered by chat, that of who speaks first.

    What happens in two chats at once has no order that anybody could see.
    """
    return SAID.sub(lambda said: _ordered(said[0].removesuffix("\n")) + "\n", transcript)


def _ordered(said: str) -> str:
    return "\n\n".join(sorted(said.split("\n\n"), key=_whose))


def _whose(message: str) -> str:
    return message.partition("\n")[0] if message.startswith("| (to ") else ""
