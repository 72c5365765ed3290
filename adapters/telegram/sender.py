"""Sends replies to private chats, and takes the buttons of answered ones away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from telegram.error import NetworkError

from adapters.telegram.api import Api, CallFailed, Sent
from adapters.telegram.failures import Meaning, meaning, send_failed
from adapters.telegram.keyboard import NO_BUTTONS
from adapters.telegram.messages import (
    Message,
    messages,
    sending,
    settling,
    without_looks,
)
from adapters.telegram.photos import NoPicture, Photos
from bot.ports import Account
from dialogues.reply import Reply

IN_WORDS = "words:"
"""Stands before the reference of a message that says in words what a picture would show."""


class TelegramSender:
    """Sends one message at a time in each chat; implements `bot.ports.Sender`."""

    def __init__(self, api: Api, photos: Photos) -> None:
        self._api, self._photos = api, photos
        self._begun: dict[str, tuple[Reply, int]] = {}

    async def send(self, account: Account, reply: Reply) -> str | None:
        """Send all messages of the reply; return the reference of the one with the buttons.

        Raises SendFailed. When it is called again with the same reply, it goes on with the
        message that failed.
        """
        try:
            try:
                return await self._say(account, reply, drawn=reply.image is not None)
            except NoPicture:
                return await self._say(account, reply, drawn=False)
        except (CallFailed, NetworkError) as error:
            raise send_failed(error) from None

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        """Take the buttons of a message away and write the chosen words below its text.

        Raises SendFailed; a message that is gone, too old or already so is no failure.
        """
        shown = messages(reply, drawn=not ref.startswith(IN_WORDS))[-1]
        chat, id = int(account.user), int(ref.removeprefix(IN_WORDS))
        try:
            params = settling(shown, chat, id, words)
            method = "editMessageCaption" if shown.image else "editMessageText"
            if params is None or not await self._edited(method, params):
                bare = {"chat_id": chat, "message_id": id, "reply_markup": NO_BUTTONS}
                await self._edited("editMessageReplyMarkup", bare)
        except (CallFailed, NetworkError) as error:
            raise send_failed(error) from None

    async def _edited(self, method: str, params: Mapping[str, Any]) -> bool:
        """Edit; return whether the message is as it should be, or can never be."""
        try:
            await self._api.call(method, params, msgspec.Raw)
        except CallFailed as error:
            match meaning(error):
                case Meaning.DONE:
                    return True
                case Meaning.AGAIN | Meaning.GONE:
                    raise
                case _:
                    return False
        return True

    async def _say(self, account: Account, reply: Reply, *, drawn: bool) -> str | None:
        shown = messages(reply, drawn=drawn)
        ref: int | None = None
        for done in range(self._done(account, reply), len(shown)):
            ref = await self._message(account, shown[done])
            self._begun[account.key] = (reply, done + 1)
        self._begun.pop(account.key, None)
        kind = IN_WORDS if reply.image and not drawn else ""
        return f"{kind}{ref}" if reply.choices else None

    def _done(self, account: Account, reply: Reply) -> int:
        """Return how many messages of this very reply went out before one failed."""
        begun, done = self._begun.get(account.key, (None, 0))
        return done if begun == reply else 0

    async def _message(self, account: Account, message: Message) -> int:
        params = sending(message, int(account.user))
        try:
            sent = await self._out(account, message, params)
        except CallFailed as error:
            if meaning(error) is not Meaning.PLAIN:
                raise
            sent = await self._out(account, message, without_looks(params))
        return sent.message_id

    async def _out(self, account: Account, message: Message, params: Mapping[str, Any]) -> Sent:
        if message.image:
            return await self._photos.send(account, message.image, params)
        return await self._api.call("sendMessage", params, Sent)
