"""The connections of Socket Mode: envelopes go out, acknowledgements come in."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from itertools import count
from typing import Any, Literal

from aiohttp import WSMsgType, web

from tests.slack.fake.ledger import Ledger
from tests.slack.fake.world import APP

MOST = 10
"""Connections of one app."""


class Sockets:
    """The open connections. While `deaf`, nothing is sent, and neither acknowledgements nor pings
    are heard: the connections stay open."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.open: list[web.WebSocketResponse] = []
        self.deaf = False
        self.links = 0
        """How many connections there have been."""
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._numbers = count(1)

    def ticket(self) -> str:
        """Return what opens one connection, once."""
        ticket = f"secret-ticket-{next(self._numbers)}"
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection to its end."""
        if request.match_info["ticket"] not in self._tickets:
            return web.Response(status=408)
        self._tickets.remove(request.match_info["ticket"])
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        if len(self.open) >= MOST:
            await self._say(socket, {"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        self.open.append(socket)
        self.links += 1
        await self._say(socket, self._hello())
        self._ledger.tell()
        try:
            await self._hear(socket)
        finally:
            self.open.remove(socket)
        return socket

    async def disconnect(self, reason: Literal["warning", "refresh_requested"]) -> None:
        """Tell all connections that they end; after `refresh_requested`, end them."""
        for socket in list(self.open):
            info = {"host": "applink-1"}
            await self._say(socket, {"type": "disconnect", "reason": reason, "debug_info": info})
            if reason == "refresh_requested":
                await socket.close()

    async def cut(self) -> None:
        """End all connections without a word."""
        for socket in list(self.open):
            await socket.close()

    async def throw(self, junk: str | bytes) -> None:
        """Send what is no frame of Slack's to all connections."""
        for socket in list(self.open):
            await (socket.send_str(junk) if isinstance(junk, str) else socket.send_bytes(junk))

    async def push(self, kind: str, payload: Any, number: int, why: str) -> Any:
        """Send an envelope on one connection; return what the acknowledgement holds.

        Raises OSError when there is no connection. Waits for ever for what is not acknowledged.
        """
        if not self.open:
            raise OSError("no connection")
        id = f"envelope-{next(self._numbers)}"
        envelope: dict[str, Any] = {
            "envelope_id": id,
            "payload": payload,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": number, "retry_reason": why}
        answer = asyncio.get_running_loop().create_future()
        self._waiting[id] = answer
        try:
            await self._say(self.open[next(self._numbers) % len(self.open)], envelope)
            return await answer
        finally:
            del self._waiting[id]

    async def _say(self, socket: web.WebSocketResponse, frame: Any) -> None:
        if not self.deaf:
            await socket.send_str(json.dumps(frame))

    def _hello(self) -> dict[str, Any]:
        info = {"host": "applink-1", "build_number": 1, "approximate_connection_time": 18060}
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "connection_info": {"app_id": APP},
            "debug_info": info,
        }

    async def _hear(self, socket: web.WebSocketResponse) -> None:
        async for frame in socket:
            if self.deaf:
                continue
            if frame.type == WSMsgType.PING:
                with suppress(ConnectionError):
                    await socket.pong(frame.data)
            elif frame.type == WSMsgType.TEXT:
                self._acknowledged(frame.data)

    def _acknowledged(self, data: str) -> None:
        try:
            frame = json.loads(data)
            waiting = self._waiting.get(frame["envelope_id"])
        except (ValueError, TypeError, KeyError):
            self._ledger.find("a frame that is no acknowledgement")
            return
        if waiting is not None and not waiting.done():
            waiting.set_result(frame.get("payload"))
