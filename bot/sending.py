"""What delivery needs of a platform, and a platform of the program to send."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol, TypeAlias

import msgspec

from bot.account import Account
from dialogues.reply import Document, Image, Reply


class Begun(msgspec.Struct, frozen=True):
    """A reply that is sent as several messages, of which the first `taken` ones have arrived.

    `rest` sends the others; it returns and raises as `Sender.send` does.
    """

    taken: int
    rest: Callable[[], Awaitable[str | None]]


class SendFailed(Exception):
    """A platform did not take a message. Its words hold no message text: they are kept and shown.

    `permanent` means that trying again is of no use. `retry_after` is how many seconds the
    platform asks to wait. `ambiguous` means that it may have been taken all the same: no answer
    came. `gone` means that the account cannot be reached until it returns: blocked, deactivated.
    `moved_to` is the user id under which the account is found from now on. `begun` is there when
    a part of the reply was taken: while it is tried again it goes on from there.
    """

    def __init__(  # noqa: PLR0913  # what a platform may say, each with its own consequence
        self,
        error: str,
        *,
        permanent: bool = False,
        retry_after: float | None = None,
        ambiguous: bool = False,
        gone: bool = False,
        moved_to: str | None = None,
        begun: Begun | None = None,
    ) -> None:
        super().__init__(error)
        self.permanent = permanent
        self.retry_after = retry_after
        self.ambiguous = ambiguous
        self.gone = gone
        self.moved_to = moved_to
        self.begun = begun


class Sender(Protocol):
    """Sends messages on a platform, one at a time in each chat."""

    async def send(self, account: Account, reply: Reply) -> str | None:
        """Send; return when the platform has taken the message. Raises SendFailed.

        Returns the platform's reference of the message that carries the choices, None when it
        cannot be changed later.
        """

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        """Take the buttons of this earlier message away; add the words of the chosen answer.

        A reply without words is one of which no copy is kept: no words are added to it, and its
        buttons stay where a platform takes them away only with the words. Raises SendFailed. A
        message that is gone, or has no buttons any more, is no failure.
        """


Draw: TypeAlias = Callable[[Image], Awaitable[Path | None]]
"""Draws a picture as a PNG, off the event loop; None when it cannot be drawn. A picture that
looks different has a file of another name."""


class File(msgspec.Struct, frozen=True):
    """A file that is sent: its name, what it is (a media type), and what it holds."""

    name: str
    media_type: str
    content: bytes


Build: TypeAlias = Callable[[Account, Document], Awaitable[File]]
"""Makes the file that goes with a reply to this account, as of now. Raises SendFailed."""


class Uploads(Protocol):
    """Remembers what a platform calls a picture that it was given, so that it is given it once."""

    async def uploaded(self, platform: str, tenant: str, picture: str) -> str | None:
        """Return the platform's reference of this picture, or None. Raises StoreUnavailable."""

    async def note_upload(self, platform: str, tenant: str, picture: str, ref: str) -> None:
        """Keep the reference, in place of one that was there. Raises StoreUnavailable."""
