"""The bot on Telegram as the wiring sees it: what sends, what takes, and how it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from time import monotonic
from typing import Any

from starlette.routing import Route

from adapters.telegram.api import Api
from adapters.telegram.asking import Asking, Me
from adapters.telegram.connecting import direct_updates, place, until_answered
from adapters.telegram.errands import Errands
from adapters.telegram.greeting import introduce
from adapters.telegram.intake import Intake, Submit
from adapters.telegram.photos import Photos
from adapters.telegram.polling import Polling
from adapters.telegram.refusal import CallFailed
from adapters.telegram.sender import TelegramSender
from adapters.telegram.splitting import CAPTION, TEXT
from adapters.telegram.transport import Transport
from adapters.telegram.updates import PLATFORM
from adapters.telegram.watching import Watch
from adapters.telegram.webhook import Webhook
from bot.clock import machine_time
from bot.pace import Pace, Rate
from bot.ports import PlatformRefused
from bot.sending import Build, Draw, Uploads
from bot.settings import Settings
from dialogues.phrases import Phrases

PACE = Pace(chat=Rate(1.0, burst=3), whole=Rate(25.0, burst=3), text=TEXT, caption=CAPTION)
"""About one message a second in a chat, and in no second more than 30 in all."""

PRESSES = 32
"""How many presses are answered at once, on connections of their own."""

WAITING_PRESSES = 5_000
"""How many more may wait; they are answered within seconds, or it is too late for them."""

WAITING_LINES = 100
"""How many groups may wait for their line: one is said in a second."""

DEAF = 60.0
"""Seconds without an answer after which no updates can be taken."""

started = logging.getLogger("tutorbot.start")


class Telegram:
    """Teaches on Telegram, inside `async with`. `routes` are for the HTTP server.

    `tenant` is that of all accounts that it can write to.

    With `force`, updates are taken even if a webhook of another program is set.
    """

    name, pace = PLATFORM, PACE

    def __init__(  # noqa: PLR0913  # what there is to know of the world
        self,
        settings: Settings,
        phrases: Phrases,
        draw: Draw,
        build: Build,
        uploads: Uploads,
        *,
        force: bool,
    ) -> None:
        self._settings, self._phrases, self._force = settings, phrases, force
        self._sending, self._asking = Transport(), Transport(connections=2)
        self._pressing = Transport(connections=PRESSES)
        api = self._api(self._sending)
        self.tenant: str | None = api.bot
        self.sender = TelegramSender(api, Photos(api, draw, uploads), build)
        self._webhook = Webhook(self._secret) if settings.telegram_webhook_url else None
        self.routes: Sequence[Route] = [self._webhook.route] if self._webhook else []
        self._polling: Polling | None = None
        self._watch: Watch | None = None
        self._directed = False
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Telegram:
        for transport in (self._sending, self._asking, self._pressing):
            await self._open.enter_async_context(transport)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    async def run(self, submit: Submit) -> None:
        """Take updates until cancelled. Raises PlatformRefused."""
        bot = self._bot(self._asking)
        try:
            me = await until_answered(bot.me)
            pressing = self._api(self._pressing)
            presses = Errands(pressing, at_once=PRESSES, line=WAITING_PRESSES)
            lines = Errands(pressing, at_once=1, line=WAITING_LINES, pause=1.0)
            intake = Intake(
                me, self._phrases, submit, presses=presses, lines=lines, clock=machine_time
            )
            profile = introduce(self._bot(self._sending), self._phrases)
            async with _beside(presses.run(), lines.run(), profile):
                await self._take(bot, me, intake)
        except CallFailed as error:
            raise PlatformRefused(f"Telegram: {error}: {error.description}") from None
        finally:
            if self._webhook:
                self._webhook.intake = None

    async def trouble(self) -> str | None:
        """Return why no updates can be taken now; None when they can."""
        if not self._directed:
            return "not connected yet"
        if self._watch:
            return self._watch.trouble
        if self._polling is None or self._polling.answered is None:
            return "no answer from getUpdates yet"
        silent = monotonic() - self._polling.answered
        return f"no answer from getUpdates for {silent:.0f} s" if silent > DEAF else None

    async def _take(self, bot: Asking, me: Me, intake: Intake) -> None:
        url = self._settings.telegram_webhook_url
        if self._webhook:
            self._webhook.intake = intake  # first: as soon as Telegram knows, it calls
        await direct_updates(bot, url, self._secret, force=self._force)
        self._directed = True
        name = f"@{me.username}" if me.username else f"bot {me.id}"
        if url:
            started.info("Telegram: %s takes updates at %s", name, place(url))
            self._watch = Watch(bot, url)
            await self._watch.run()
        self._polling = Polling(bot, intake)
        started.info("Telegram: %s asks for updates", name)
        await self._polling.run()

    def _api(self, transport: Transport) -> Api:
        return Api(transport, self._token, self._settings.telegram_api_url)

    def _bot(self, transport: Transport) -> Asking:
        return Asking(transport, self._token, self._settings.telegram_api_url)

    @property
    def _token(self) -> str:
        token = self._settings.telegram_token
        return token.value if token else ""

    @property
    def _secret(self) -> str:
        secret = self._settings.telegram_webhook_secret
        return secret.value if secret else ""


@asynccontextmanager
async def _beside(*work: Coroutine[Any, Any, object]) -> AsyncIterator[None]:
    """Run this beside the block, and no longer."""
    tasks = [asyncio.create_task(one) for one in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
