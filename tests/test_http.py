"""The HTTP server: what it says of the program's health, and what it keeps to itself."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import aiohttp
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.http import Check, application, bound, listening
from bot.ports import OpenError

WORDS = "what the learner wrote"


async def fails(_: Request) -> Response:
    raise ValueError(WORDS)


async def well() -> str | None:
    return None


async def unwell() -> str | None:
    return "the disk is full"


@asynccontextmanager
async def server(checks: Mapping[str, Check]) -> AsyncIterator[aiohttp.ClientSession]:
    with bound("127.0.0.1", 0) as at:
        url = f"http://127.0.0.1:{at.getsockname()[1]}"
        app = application([Route("/fails", fails, methods=["POST"])], checks)
        async with listening(app, at), aiohttp.ClientSession(url) as client:
            yield client


async def test_it_is_alive_and_ready_when_all_is_well() -> None:
    checks = {"store": well, "telegram": well}
    async with server(checks) as client, client.get("/livez") as live:
        assert live.status == 200
        async with client.get("/readyz") as ready:
            assert ready.status == 200
            assert await ready.json() == {"ready": True, "problems": []}


async def test_one_part_that_is_not_well_makes_it_not_ready_and_says_why() -> None:
    checks = {"store": unwell, "telegram": well}
    async with server(checks) as client, client.get("/livez") as live:
        assert live.status == 200
        async with client.get("/readyz") as ready:
            assert ready.status == 503
            assert (await ready.json())["problems"] == ["store: the disk is full"]


async def test_health_is_only_asked_for() -> None:
    async with server({}) as client:
        for path in ("/livez", "/readyz"):
            async with client.post(path) as response:
                assert response.status == 405


async def test_a_request_that_fails_is_told_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with server({}) as client, client.post("/fails", data=WORDS) as response:
        assert response.status == 500
        assert await response.text() == ""
    assert "ValueError" in caplog.text
    assert WORDS not in caplog.text
    assert "Traceback" not in caplog.text


def test_an_address_that_is_taken_is_told_by_its_settings() -> None:
    with bound("127.0.0.1", 0) as at:
        at.listen()
        port = at.getsockname()[1]
        with pytest.raises(OpenError, match="TUTORBOT_HTTP_PORT"), bound("127.0.0.1", port):
            pass
