"""Just enough HTTP to answer canned bytes quickly: the peer of a bot whose speed is measured."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

Answer = Callable[[str, bytes, str, Callable[[bytes], None]], None]
"""Given the method's name, the body, its type and a way to reply: replies now or later."""

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"


class Connection(asyncio.Protocol):
    """One connection of the bot: requests come one after the other, each is answered once."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (request := _request(self._received)) is not None:
            head, body, self._received = request
            method = head.split(b" ", 2)[1].rsplit(b"/", 1)[1].decode()
            self._answer(method, body, _header(head, b"content-type"), self._reply)

    def _reply(self, body: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(_HEAD % (len(body), body))


def _request(received: bytes) -> tuple[bytes, bytes, bytes] | None:
    """Return head, body and what follows, or None while some of it is missing."""
    head, end, rest = received.partition(b"\r\n\r\n")
    if not end:
        return None
    if "chunked" in _header(head, b"transfer-encoding"):
        return _chunked(head, rest)
    length = int(_header(head, b"content-length") or 0)
    return (head, rest[:length], rest[length:]) if len(rest) >= length else None


def _chunked(head: bytes, rest: bytes) -> tuple[bytes, bytes, bytes] | None:
    body = b""
    while True:
        size, end, rest = rest.partition(b"\r\n")
        if not end or len(rest) < (length := int(size, 16)) + 2:
            return None
        body, rest = body + rest[:length], rest[length + 2 :]
        if not length:
            return head, body, rest


def _header(head: bytes, name: bytes) -> str:
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.lower() == name:
            return value.strip().decode()
    return ""
