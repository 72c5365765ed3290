"""Our own calls of the Bot API: a dictionary goes out, the result comes back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Generic, TypeVar, cast

import msgspec
from yarl import URL

from adapters.telegram.transport import NoAnswer, Transport, form
from adapters.telegram.waits import seconds

T = TypeVar("T")

UPLOAD = 60.0
"""Seconds in which an upload has to be answered."""


class CallFailed(Exception):
    """The Bot API refused a call. `description` is its own words and may quote ours."""

    def __init__(
        self,
        method: str,
        status: int,
        description: str,
        retry_after: float | None = None,
        moved_to: int | None = None,
    ) -> None:
        super().__init__(f"{method} was refused with status {status}")
        self.status, self.description = status, description
        self.retry_after, self.moved_to = retry_after, moved_to


class Me(msgspec.Struct, frozen=True):
    """The bot itself, as getMe says."""

    id: int
    username: str = ""


class Size(msgspec.Struct, frozen=True):
    """One size of a picture that was sent."""

    file_id: str


class Sent(msgspec.Struct, frozen=True):
    """A message that was sent; a picture's sizes, the largest last."""

    message_id: int
    photo: tuple[Size, ...] = ()


class _Answer(msgspec.Struct, Generic[T]):
    result: T


class _Refusal(msgspec.Struct):
    description: Any = ""
    parameters: Any = None


class Api:
    """The Bot API for one token.

    `url` is that of the server, without the token: `https://api.telegram.org`. `bot` is the id of
    the bot that the token belongs to.
    """

    def __init__(self, transport: Transport, token: str, url: str) -> None:
        self._transport = transport
        self.bot = token.partition(":")[0]
        self._base = f"{url.rstrip('/')}/bot{token}/"
        self._urls: dict[str, URL] = {}

    async def call(
        self,
        method: str,
        params: Mapping[str, object],
        result: type[T],
        *,
        read: float | None = None,
    ) -> T:
        """Call the method with JSON and return its result; `read` is the time-out in seconds.

        Raises CallFailed, NotReached or NoAnswer.
        """
        answer = await self._transport.exchange(
            self._url(method), msgspec.json.encode(params), read
        )
        return _result(method, *answer, result)

    async def upload(
        self, method: str, params: Mapping[str, object], field: str, file: bytes, result: type[T]
    ) -> T:
        """Call the method with a file as the parameter `field`. Raises as `call` does."""
        body = form(params, {field: (f"{field}.png", file)})
        return _result(
            method, *await self._transport.exchange(self._url(method), body, UPLOAD), result
        )

    async def updates(self, params: Mapping[str, object], *, read: float) -> list[Any]:
        """Call getUpdates; its updates may have any shape. Raises as `call` does."""
        return await self.call("getUpdates", params, list[Any], read=read)

    async def me(self) -> Me:
        """Return who the bot is. Raises CallFailed with status 401 or 404 for a wrong token."""
        return await self.call("getMe", {}, Me)

    def _url(self, method: str) -> URL:
        if method not in self._urls:
            self._urls[method] = URL(self._base + method, encoded=True)
        return self._urls[method]


@cache
def _decoder(result: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(_Answer[result])


def _result(method: str, status: int, body: bytes, result: type[T]) -> T:
    if status == 200:
        return _read(body, result)
    try:
        refusal = msgspec.json.decode(body, type=_Refusal)
    except (msgspec.DecodeError, RecursionError):
        refusal = _Refusal()
    said = refusal.parameters if isinstance(refusal.parameters, dict) else {}
    wait = seconds(said.get("retry_after")) if status == 429 or "retry_after" in said else None
    moved = said.get("migrate_to_chat_id")
    raise CallFailed(
        method, status, str(refusal.description), wait, moved if isinstance(moved, int) else None
    )


def _read(body: bytes, result: type[T]) -> T:
    decoder = _decoder(cast("Any", result))
    try:
        try:
            answer: _Answer[T] = decoder.decode(body)
        except msgspec.DecodeError:  # perhaps a half character in what a learner wrote
            answer = msgspec.convert(json.loads(body.decode("utf-8", "replace")), decoder.type)
    except (ValueError, RecursionError):
        raise NoAnswer("what came cannot be read") from None
    return answer.result
