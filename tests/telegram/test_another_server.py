"""The core conversation with another's Bot API server, so that ours is not the only judge.

It is the emulator `lo-bot-api-emulator`. It has no setMyDescription and refuses link previews that
are turned off, so the lesson here has no links.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator  # type: ignore[import-untyped]

from tests.telegram.process import Mode, bot
from tests.transcripts.courses import content

TOKEN = "7:of_nobody"  # noqa: S105  # the emulator says that every bot is number 7
ANN = {"id": 1001, "is_bot": False, "first_name": "Ann"}
CHAT = {"id": 1001, "type": "private", "first_name": "Ann"}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Emulator:
    """The emulator, and what was sent to it."""

    def __init__(self) -> None:
        self.token, self.url = TOKEN, ""
        self.server = LoBotApiEmulator(allow_insecure_loopback_webhooks=True)
        self.calls: list[tuple[str, int]] = []
        self.asked: list[dict[str, Any]] = []
        self._news = asyncio.Event()
        self._update = 0

    @web.middleware
    async def note(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Note the call and its message, if it asks something."""
        response = await handler(request)
        method = request.match_info["method"]
        self.calls.append((method, response.status))
        if method == "sendMessage" and "reply_markup" in (sent := await request.json()):
            assert isinstance(response, web.Response)
            assert response.text
            self.asked.append({**sent, **json.loads(response.text)["result"]})
        self._news.set()
        self._news = asyncio.Event()
        return response

    async def until(self, done: Callable[[], bool]) -> None:
        """Return when the calls are so."""
        async with asyncio.timeout(20):
            while not done():
                await self._news.wait()

    async def says(self, text: str) -> None:
        """Let Ann type a text."""
        message = {"message_id": 1, "date": 1772442000, "from": ANN, "chat": CHAT, "text": text}
        await self._push({"message": message})

    async def presses(self, words: str) -> None:
        """Let Ann press a button of the last question, as soon as it is there."""
        await self.until(lambda: bool(self.asked))
        asked = self.asked.pop()
        rows = asked["reply_markup"]["inline_keyboard"]
        data = next(b["callback_data"] for row in rows for b in row if b["text"] == words)
        me = {"id": 7, "is_bot": True, "first_name": "Tutor"}
        message = {
            "message_id": asked["message_id"],
            "date": 1772442000,
            "from": me,
            "chat": CHAT,
            "text": asked["text"],
        }
        query = {"id": f"q{self._update}", "from": ANN, "chat_instance": "1", "data": data}
        await self._push({"callback_query": {**query, "message": message}})

    async def _push(self, update: dict[str, Any]) -> None:
        self._update += 1
        await self.server.enqueue_update(update, token=TOKEN)
        await self.server.deliver_updates(token=TOKEN)


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    emulator = Emulator()
    app = emulator.server.app()
    app.middlewares.append(emulator.note)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    emulator.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield emulator
    await runner.cleanup()


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_the_core_conversation_passes(mode: Mode, emulator: Emulator, tmp_path: Path) -> None:
    home = content("tiny", tmp_path)
    async with bot(emulator, tmp_path, mode, TUTORBOT_CONTENT=str(home)) as process:
        await process.ready()
        await emulator.says("/start")
        await emulator.presses("A: The lens")
        await emulator.presses("Continue")
        photo = ("sendPhoto", 200)
        await emulator.until(lambda: photo in emulator.calls)  # its buttons are not told to us
        await emulator.says("next")
        await emulator.presses("Hint")
        await emulator.presses("A: The lamp is huge")
        await emulator.until(lambda: bool(emulator.asked))
        await emulator.says("b")
        answers = ("answerCallbackQuery", 200)
        await emulator.until(lambda: emulator.calls.count(answers) == 4)
        assert await process.stop() == 0
    taken = {status for method, status in emulator.calls if not method.endswith("Description")}
    assert taken == {200}
    methods = {method for method, status in emulator.calls if status == 200}
    assert {"sendMessage", "sendPhoto", "editMessageText", "setMyCommands"} <= methods
