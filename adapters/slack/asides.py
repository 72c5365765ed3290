"""What is said in channels: that the app teaches in private, and where."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from typing import Any

from adapters.slack.api import Api, CallFailed, Trouble
from adapters.slack.splitting import said
from adapters.slack.tokens import Tokens
from adapters.slack.updates import Mentioned
from bot.failure import error_line
from dialogues.phrases import Phrases

REMEMBERED = 1_000
"""How many threads are remembered; in an older one, the app may speak once more."""

WAITING = 100
"""How many threads may wait for their line: one is said in a second."""

PAUSE = 1.0
"""Seconds between two lines."""

LONGEST_PAUSE = 30.0
"""Seconds to keep still for, at most, when Slack asks to: later it is of no use."""

log = logging.getLogger("tutorbot.slack")


class Asides:
    """Says one line in each thread in which the app is mentioned. What fails is not done again."""

    def __init__(self, api: Api, tokens: Tokens, phrases: Phrases) -> None:
        self._api, self._tokens, self._phrases = api, tokens, phrases
        self._line: asyncio.Queue[Mentioned] = asyncio.Queue(WAITING)
        self._said: OrderedDict[tuple[str, str, str], None] = OrderedDict()

    def words(self, team: str, app: str) -> str:
        """Return the line, with a link that opens the app's messages."""
        link = f"https://slack.com/app_redirect?app={app}&team={team}"
        (line, *_) = said(self._phrases.profile.in_group.format(link=link))
        return line.mrkdwn

    def say(self, mentioned: Mentioned) -> None:
        """Have the line said, unless it was said in this thread before."""
        thread = (mentioned.tenant, mentioned.channel, mentioned.thread)
        if thread in self._said or self._line.full():
            return
        self._said[thread] = None
        if len(self._said) > REMEMBERED:
            self._said.popitem(last=False)
        self._line.put_nowait(mentioned)

    async def run(self) -> None:
        """Say the lines until cancelled."""
        while True:
            mentioned = await self._line.get()
            wait = PAUSE
            try:
                await self._post(mentioned)
            except (CallFailed, Trouble) as error:
                wait = (isinstance(error, CallFailed) and error.retry_after) or PAUSE
                log.info("a mention was not answered: %s", error)
            except Exception as error:  # the others are answered
                log.error("a mention was not answered: %s", error_line(error))
            await asyncio.sleep(min(wait, LONGEST_PAUSE))

    async def _post(self, mentioned: Mentioned) -> None:
        token = await self._tokens.token(mentioned.tenant)
        if token is None:
            return
        params: dict[str, Any] = {
            "channel": mentioned.channel,
            "thread_ts": mentioned.thread,
            "text": self.words(mentioned.team, mentioned.app),
            "unfurl_links": False,
            "unfurl_media": False,
        }
        await self._api.call("chat.postMessage", token, params)
