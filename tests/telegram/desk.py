"""A server that answers calls of the Bot API as the test says, one after the other."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from aiohttp import web

from adapters.telegram.api import Api
from adapters.telegram.asking import Asking
from adapters.telegram.transport import Transport

TOKEN = "99:secret"  # noqa: S105

CUT = "cut"
"""The connection ends after the call was taken."""

SILENT = "silent"
"""The call is taken, and no answer comes."""


class Call(NamedTuple):
    """A call as it arrived; a file is its bytes."""

    method: str
    params: dict[str, Any]


class Refusal(NamedTuple):
    """An answer that is no result."""

    status: int
    description: str = ""
    parameters: Any = None


class Raw(NamedTuple):
    """A body as it stands."""

    status: int
    body: bytes


class Desk:
    """What was called, and what is answered; a message is answered with the next id."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.answers: dict[str, deque[Any]] = {}
        self.port = 0
        self.messages = 0
        self.over = asyncio.Event()
        self.called: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    def will(self, method: str, *answers: Any) -> None:
        """Give these answers to the next calls of the method."""
        self.answers.setdefault(method, deque()).extend(answers)

    @property
    def methods(self) -> list[str]:
        return [call.method for call in self.calls]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        params = await _params(request)
        self.calls.append(Call(method, params))
        self.called[method].set()
        if waiting := self.answers.get(method):
            return await self._answer(request, waiting.popleft())
        usual = True if method == "sendChatAction" else self._message(params)
        return await self._answer(request, usual)

    async def _answer(self, request: web.Request, answer: Any) -> web.Response:
        match answer:
            case "cut":
                assert request.transport
                request.transport.abort()
                return web.Response()
            case "silent":
                await self.over.wait()
                return web.Response()
            case Raw(status, body):
                return web.Response(status=status, body=body)
            case Refusal(status, description, parameters):
                said = {"ok": False, "error_code": status, "description": description}
                more = {} if parameters is None else {"parameters": parameters}
                return web.json_response(said | more, status=status)
            case _:
                return web.json_response({"ok": True, "result": answer})

    def _message(self, params: dict[str, Any]) -> dict[str, Any]:
        self.messages += 1
        sizes = [{"file_id": "small"}, {"file_id": "large"}] if "photo" in params else []
        return {"message_id": self.messages, "date": 1, "photo": sizes}


async def _params(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        found: dict[str, Any] = await request.json()
        return found
    return {
        name: value.file.read() if isinstance(value, web.FileField) else _value(str(value))
        for name, value in (await request.post()).items()
    }


def _value(words: str) -> Any:
    try:
        return json.loads(words)
    except ValueError:
        return words


@asynccontextmanager
async def asking(there: Desk, read: float = 15.0) -> AsyncIterator[Asking]:
    """Give what asks at this desk."""
    async with Transport(read_timeout=read) as transport:
        yield Asking(transport, TOKEN, there.url)


@asynccontextmanager
async def desk(read: float = 15.0) -> AsyncIterator[tuple[Desk, Api]]:
    """Open a desk, and the API that talks to it."""
    open = Desk()
    app = web.Application(client_max_size=2**24)
    app.router.add_post(f"/bot{TOKEN}/{{method}}", open.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    open.port = runner.addresses[0][1]
    async with Transport(read_timeout=read) as transport:
        try:
            yield open, Api(transport, TOKEN, open.url)
        finally:
            open.over.set()
    await runner.cleanup()
