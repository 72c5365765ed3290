"""A Bolt app that does nothing: how fast can an acknowledgement be at all?"""

from __future__ import annotations

import asyncio
import os
import re

import uvicorn
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


def app() -> AsyncApp:
    """Return the app, with one listener for all events."""
    url = os.environ["SLACK_API_URL"]
    client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=url)
    made = AsyncApp(client=client, signing_secret=os.environ.get("SLACK_SIGNING_SECRET", "-"))

    @made.event(re.compile(".*"))
    async def nothing() -> None: ...

    return made


async def main() -> None:
    """Serve in the mode that the environment asks for."""
    made = app()
    handler = AsyncSlackRequestHandler(made)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    async def ready(_: Request) -> Response:
        return PlainTextResponse("ok")

    if token := os.environ.get("SLACK_APP_TOKEN"):
        client = AsyncWebClient(token=token, base_url=os.environ["SLACK_API_URL"])
        socket = AsyncSocketModeHandler(made, token, web_client=client)
        await socket.connect_async()  # type: ignore[no-untyped-call]
    web = Starlette(
        routes=[Route("/slack/events", events, methods=["POST"]), Route("/readyz", ready)]
    )
    port = int(os.environ["TUTORBOT_HTTP_PORT"])
    config = uvicorn.Config(web, port=port, log_level="critical", http="h11")
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(main())
