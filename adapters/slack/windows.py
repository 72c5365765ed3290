"""The window in which a word is typed that is to be looked up: opened from the home page."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import InputBlock, PlainTextInputElement, PlainTextObject
from slack_sdk.models.views import View

from adapters.slack.api import Api, CallFailed, Trouble
from adapters.slack.choices import fitting
from adapters.slack.form import FIELD
from adapters.slack.messages import section
from adapters.slack.splitting import said
from adapters.slack.tokens import Tokens
from adapters.slack.updates import LOOK_UP, Wanted
from dialogues.phrases import Window

SHORT = 24
"""The most characters of a title, and of the words on a window's buttons."""

LONGEST = 80
"""The most characters of a word that is looked up."""

SOON = 1.0
"""Seconds to wait for Slack to open it; the press has to be acknowledged within three."""

log = logging.getLogger("tutorbot.slack")


class Windows:
    """Opens the window, and says in it where the answer stands."""

    def __init__(self, api: Api, tokens: Tokens, words: Window) -> None:
        self._api, self._tokens = api, tokens
        self._asking, self._answered = _asking(words), _answered(words)

    async def open(self, wanted: Wanted) -> bool:
        """Open it for who pressed; return whether it is open, now or from the press before."""
        token = await self._tokens.token(wanted.tenant)
        if token is None:
            return False
        params = {"trigger_id": wanted.trigger, "view": self._asking}
        try:
            async with asyncio.timeout(SOON):
                await self._api.call("views.open", token, params)
        except CallFailed as error:
            log.info("a window was not opened: %s", error)
            return error.code == "exchanged_trigger_id"
        except (Trouble, TimeoutError) as error:
            log.info("a window was not opened: %s", error or "no answer in time")
            return False
        return True

    def answered(self) -> Mapping[str, Any]:
        """Return what the window shows once the word is taken."""
        return {"response_action": "update", "view": self._answered}


def _asking(words: Window) -> dict[str, Any]:
    field = InputBlock(
        block_id=FIELD,
        label=PlainTextObject(text=words.word, emoji=False),
        element=PlainTextInputElement(action_id=FIELD, max_length=LONGEST, focus_on_load=True),
    )
    return View(
        type="modal",
        callback_id=LOOK_UP,
        title=_short(words.title),
        submit=_short(words.submit),
        close=_short(words.close),
        blocks=[field],
    ).to_dict()


def _answered(words: Window) -> dict[str, Any]:
    (text, *_) = said(words.answered)
    view = View(
        type="modal",
        title=_short(words.title),
        close=_short(words.close),
        blocks=[dict(section(text.mrkdwn))],
    )
    return view.to_dict()


def _short(words: str) -> PlainTextObject:
    return PlainTextObject(text=fitting(words, SHORT), emoji=False)
