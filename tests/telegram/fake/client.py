"""The plainest client there is: it sends what it is told and returns what comes."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from tests.telegram.fake.server import FakeTelegram


class Client:
    """Calls one server; `json` and `form` return status and answer."""

    def __init__(self, fake: FakeTelegram, session: aiohttp.ClientSession) -> None:
        self._base = f"{fake.url}/bot{fake.token}"
        self._session = session

    async def json(self, method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        """Send the parameters as JSON."""
        async with self._session.post(f"{self._base}/{method}", json=params) as response:
            return response.status, await response.json()

    async def ok(self, method: str, **params: Any) -> Any:
        """Send the parameters as JSON; return the result of a call that succeeds."""
        status, answer = await self.json(method, **params)
        assert status == 200, answer
        return answer["result"]

    async def form(self, method: str, **fields: str | bytes) -> tuple[int, dict[str, Any]]:
        """Send a form; bytes become files."""
        form = aiohttp.FormData()
        for name, value in fields.items():
            if isinstance(value, bytes):
                form.add_field(name, io.BytesIO(value), filename=f"{name}.png")
            else:
                form.add_field(name, value)
        async with self._session.post(f"{self._base}/{method}", data=form) as response:
            return response.status, await response.json()


@asynccontextmanager
async def client(fake: FakeTelegram) -> AsyncIterator[Client]:
    """Give a client until the block ends."""
    async with aiohttp.ClientSession() as session:
        yield Client(fake, session)
