"""The calls of every turn: a dictionary goes out to the Bot API, the result comes back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Generic, TypeVar, cast

import msgspec
from yarl import URL

from adapters.telegram.refusal import refusal
from adapters.telegram.transport import NoAnswer, Transport, form

T = TypeVar("T")

UPLOAD = 60.0
"""Seconds in which an upload has to be answered."""


class Size(msgspec.Struct, frozen=True):
    """One size of a picture that was sent."""

    file_id: str


class Sent(msgspec.Struct, frozen=True):
    """A message that was sent; a picture's sizes, the largest last."""

    message_id: int
    photo: tuple[Size, ...] = ()


class _Answer(msgspec.Struct, Generic[T]):
    result: T


class Api:
    """The Bot API for one token, a tenth of the SDK's cost for each call: see `Asking`.

    `url` is that of the server, without the token: `https://api.telegram.org`. `bot` is the id of
    the bot that the token belongs to.
    """

    def __init__(self, transport: Transport, token: str, url: str) -> None:
        self._transport = transport
        self.bot = token.partition(":")[0]
        self._base = f"{url.rstrip('/')}/bot{token}/"
        self._urls: dict[str, URL] = {}

    async def call(self, method: str, params: Mapping[str, object], result: type[T]) -> T:
        """Call the method with JSON and return its result.

        Raises CallFailed, NotReached or NoAnswer.
        """
        body = msgspec.json.encode(params)
        return _result(method, *await self._transport.exchange(self._url(method), body), result)

    async def upload(  # noqa: PLR0913  # what a call has, and the file
        self,
        method: str,
        params: Mapping[str, object],
        field: str,
        file: bytes,
        result: type[T],
        *,
        name: str,
    ) -> T:
        """Call the method with a file of this name as the parameter `field`; raises as `call`."""
        body = form(params, {field: (name, file)})
        return _result(
            method, *await self._transport.exchange(self._url(method), body, UPLOAD), result
        )

    def _url(self, method: str) -> URL:
        if method not in self._urls:
            self._urls[method] = URL(self._base + method, encoded=True)
        return self._urls[method]


@cache
def _decoder(result: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(_Answer[result])


def _result(method: str, status: int, body: bytes, result: type[T]) -> T:
    if status != 200:
        raise refusal(method, status, body)
    decoder = _decoder(cast("Any", result))
    try:
        try:
            answer: _Answer[T] = decoder.decode(body)
        except msgspec.DecodeError:  # perhaps a half character in what a learner wrote
            answer = msgspec.convert(json.loads(body.decode("utf-8", "replace")), decoder.type)
    except (ValueError, RecursionError):
        raise NoAnswer("what came cannot be read") from None
    return answer.result
