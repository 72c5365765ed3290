"""The one HTTP server of the program: the routes that it is given, and two that tell its health."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.failure import error_line
from bot.ports import OpenError

Check: TypeAlias = Callable[[], Awaitable[str | None]]
"""Says what is wrong with one part of the program; None when nothing is."""

PATIENCE = 3.0
"""Seconds in which a check has to be through."""

SLOWEST_BODY = 10.0
"""Seconds in which the body of a request has to be here."""

KEEP_ALIVE = 75
"""Seconds that an unused connection is kept: more than proxies keep theirs."""

GRACE = 2
"""Seconds for requests in flight when the server stops."""

BACKLOG = 2048
"""Connections that may wait to be taken."""

log = logging.getLogger("tutorbot.http")


async def body_of(request: Request, largest: int) -> bytes:
    """Return the body, of at most so many bytes, whatever its headers say of its length.

    Raises HTTPException: 413 for a longer one, 408 for one that does not come, 400 for half of one.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > largest:
        raise HTTPException(413, headers={"Connection": "close"})
    body = bytearray()
    try:
        async with asyncio.timeout(SLOWEST_BODY):
            async for part in request.stream():
                body += part
                if len(body) > largest:
                    raise HTTPException(413, headers={"Connection": "close"})
    except TimeoutError:
        raise HTTPException(408, headers={"Connection": "close"}) from None
    except ClientDisconnect:
        raise HTTPException(400) from None
    return bytes(body)


def application(routes: Sequence[Route], checks: Mapping[str, Check]) -> Starlette:
    """Return the application: these routes, `/livez` and `/readyz`."""

    async def live(_: Request) -> Response:
        return PlainTextResponse("ok\n")  # it is said by the loop that does all the work

    async def ready(_: Request) -> Response:
        problems = await _problems(checks)
        return JSONResponse(
            {"ready": not problems, "problems": problems}, status_code=503 if problems else 200
        )

    health = [Route("/livez", live), Route("/readyz", ready)]
    return Starlette(routes=[*routes, *health], exception_handlers={Exception: _failed})


async def _failed(_: Request, error: Exception) -> Response:
    log.error("a request failed: %s", error_line(error))  # nothing of its body
    return Response(status_code=500)


async def _problems(checks: Mapping[str, Check]) -> list[str]:
    found = await asyncio.gather(*(_checked(check) for check in checks.values()))
    return [f"{name}: {wrong}" for name, wrong in zip(checks, found, strict=True) if wrong]


async def _checked(check: Check) -> str | None:
    try:
        async with asyncio.timeout(PATIENCE):
            return await check()
    except TimeoutError:
        return f"no answer within {PATIENCE:.0f} s"


@contextlib.contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """Take the address to listen on. Raises OpenError when it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        taken = socket.socket(family, kind, protocol)
    except OSError as error:
        raise OpenError(_not_bound(host, port, error)) from None
    with taken:
        try:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind(address)
        except OSError as error:
            raise OpenError(_not_bound(host, port, error)) from None
        yield taken


def _not_bound(host: str, port: int, error: OSError) -> str:
    return (
        f"nothing can listen at {host}, port {port}: {error.strerror}. Stop the program that does, "
        "or set TUTORBOT_HTTP_HOST and TUTORBOT_HTTP_PORT to an address that is free"
    )


class _Server(uvicorn.Server):
    """Leaves signals to the program."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def listening(app: Starlette, at: socket.socket) -> AsyncIterator[asyncio.Task[None]]:
    """Serve until the block ends; requests in flight get a moment then. Gives the task."""
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            log_level="critical",  # its errors may quote what was sent; ours are logged above
            access_log=False,
            lifespan="off",
            ws="none",
            http="h11",
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=GRACE,
        )
    )
    at.listen(BACKLOG)  # from here on nobody is turned away, even while the server starts
    work = asyncio.create_task(server.serve(sockets=[at]))
    try:
        yield work
    finally:
        server.should_exit = True
        await asyncio.gather(work, return_exceptions=True)
