"""Sends replies to private chats, and takes the buttons of answered ones away."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import msgspec
from telegram.error import NetworkError

from adapters.telegram.api import Api, Sent
from adapters.telegram.failures import Meaning, meaning, send_failed
from adapters.telegram.keyboard import NO_BUTTONS
from adapters.telegram.messages import (
    Message,
    messages,
    sending,
    settling,
    with_fewer_buttons,
    without_looks,
)
from adapters.telegram.photos import NoPicture, Photos
from adapters.telegram.refusal import CallFailed
from bot.account import Account
from bot.sending import Begun, Build
from dialogues.reply import Reply

IN_WORDS = "words:"
"""Stands before the reference of a message that says in words what a picture would show."""


class TelegramSender:
    """Sends one message at a time in each chat; implements `bot.ports.Sender`."""

    def __init__(self, api: Api, photos: Photos, build: Build) -> None:
        self._api, self._photos, self._build = api, photos, build

    async def send(self, account: Account, reply: Reply) -> str | None:
        """Send all messages of the reply; return the reference of the one with the buttons.

        Raises SendFailed; what it says of a part that was taken is how to go on.
        """
        return await self._say(account, reply, 0, drawn=reply.image is not None)

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        """Take the buttons of a message away and write the chosen words below its text.

        Raises SendFailed; a message that is gone, too old or already so is no failure.
        """
        shown = messages(reply, drawn=not ref.startswith(IN_WORDS))[-1]
        chat, id = int(account.user), int(ref.removeprefix(IN_WORDS))
        try:
            params = settling(shown, chat, id, words if reply.text else None)
            method = "editMessageCaption" if shown.has_caption else "editMessageText"
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

    async def _say(self, account: Account, reply: Reply, taken: int, *, drawn: bool) -> str | None:
        """Send the messages after the first `taken` ones."""
        ref: int | None = None
        for message in messages(reply, drawn=drawn)[taken:]:
            try:
                ref = await self._message(account, message)
            except NoPicture:  # which is the first message
                return await self._say(account, reply, 0, drawn=False)
            except (CallFailed, NetworkError) as error:
                rest = partial(self._say, account, reply, taken, drawn=drawn)
                raise send_failed(error, Begun(taken, rest) if taken else None) from None
            taken += 1
        kind = IN_WORDS if reply.image and not drawn else ""
        return f"{kind}{ref}" if reply.choices else None

    async def _message(self, account: Account, message: Message) -> int:
        params: Mapping[str, Any] = sending(message, int(account.user))
        while True:
            try:
                return (await self._out(account, message, params)).message_id
            except CallFailed as error:
                if (simpler := _simpler(params, meaning(error))) is None:
                    raise
                params = simpler

    async def _out(self, account: Account, message: Message, params: Mapping[str, Any]) -> Sent:
        if message.image:
            return await self._photos.send(account, message.image, params)
        if message.document:
            file = await self._build(account, message.document)
            return await self._api.upload(
                "sendDocument", params, "document", file.content, Sent, name=file.name
            )
        return await self._api.call("sendMessage", params, Sent)


def _simpler(params: Mapping[str, Any], means: Meaning) -> Mapping[str, Any] | None:
    """Return the message as Telegram may take it after a refusal that means this, if it can be."""
    match means:
        case Meaning.PLAIN:
            return without_looks(params)
        case Meaning.FEWER:
            return with_fewer_buttons(params)
        case _:
            return None
