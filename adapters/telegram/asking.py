"""What the bot asks for itself, updates first of all: through the SDK's own `telegram.Bot`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from telegram import Bot
from telegram.request import BaseRequest

from adapters.telegram.transport import NoAnswer, Transport

T = TypeVar("T")


class Me(msgspec.Struct, frozen=True):
    """The bot itself, as getMe says."""

    id: int
    username: str = ""


class Asking(Bot):
    """The SDK's bot for one token, whose answers come as JSON has them, or as a type of ours.

    Its own objects cost 125 microseconds an update, and one update of an odd shape would hold up
    all that came with it. What is sent in every turn goes by `adapters.telegram.api`, which costs
    a tenth. `url` is that of the server, without the token.
    """

    def __init__(self, transport: Transport, token: str, url: str) -> None:
        super().__init__(
            token,
            f"{url.rstrip('/')}/bot",
            request=transport,
            get_updates_request=transport,
        )

    def __repr__(self) -> str:
        return "Asking()"  # the SDK would show the token

    async def ask(
        self,
        method: str,
        params: Mapping[str, object],
        result: type[T],
        *,
        read: float | None = None,
    ) -> T:
        """Call the method and return its result; `read` is the time-out in seconds.

        Raises CallFailed, NotReached or NoAnswer.
        """
        timeout = BaseRequest.DEFAULT_NONE if read is None else read
        found = await self._post(method, dict(params), read_timeout=timeout)
        try:
            return msgspec.convert(found, result)
        except (msgspec.ValidationError, RecursionError):
            raise NoAnswer("what came cannot be read") from None

    async def updates(self, params: Mapping[str, object], *, read: float) -> list[Any]:
        """Call getUpdates; its updates may have any shape. Raises as `ask` does."""
        return await self.ask("getUpdates", params, list[Any], read=read)

    async def me(self) -> Me:
        """Return who the bot is. Raises CallFailed with status 401 or 404 for a wrong token."""
        return await self.ask("getMe", {}, Me)
