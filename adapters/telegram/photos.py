"""The lessons' pictures on Telegram: uploaded once, then sent by the file id that they got."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import msgspec
from telegram.error import NetworkError

from adapters.telegram.api import Api, Sent
from adapters.telegram.failures import Meaning, meaning
from adapters.telegram.refusal import CallFailed
from bot.account import Account
from bot.clock import MachineTime
from bot.ports import StoreUnavailable, Time
from bot.sending import Draw, Uploads
from dialogues.reply import Image

KEPT_IDS = 300
"""How many file ids are kept in memory; others are found in the store, for a little more work."""

LONG = 0.5
"""Seconds after which the chat shows that a picture is on its way."""

SHOWN = 4.5
"""Seconds after which it is shown anew: Telegram shows it for 5."""

log = logging.getLogger("tutorbot.telegram")


class NoPicture(Exception):
    """The picture cannot be drawn, or Telegram does not take it; it has to be said in words."""


class Photos:
    """Sends pictures, drawing and uploading each of them once.

    File ids are kept in memory and in the store; the store being down costs an upload.
    """

    def __init__(self, api: Api, draw: Draw, uploads: Uploads, *, time: Time | None = None) -> None:
        self._api, self._draw, self._uploads = api, draw, uploads
        self._time, self._never = time or MachineTime(), asyncio.Event()
        self._ids: dict[Image, str] = {}
        self._one_at_a_time: WeakValueDictionary[Image, asyncio.Lock] = WeakValueDictionary()

    async def send(self, account: Account, image: Image, params: Mapping[str, Any]) -> Sent:
        """Send the picture with these parameters.

        Raises NoPicture, or what `Api.call` raises.
        """
        known = self._ids.get(image)
        if sent := await self._again(known, params):
            return sent
        hint = asyncio.ensure_future(self._hint(params["chat_id"]))
        try:
            # Whoever waits here finds the file id when it is their turn.
            async with self._one_at_a_time.setdefault(image, asyncio.Lock()):
                return await self._first(account, image, params, refused=known)
        finally:
            hint.cancel()  # nobody waits for it

    async def _first(
        self, account: Account, image: Image, params: Mapping[str, Any], *, refused: str | None
    ) -> Sent:
        """Send by another file id than the one that was refused, or upload."""
        known = self._ids.get(image)
        if known != refused and (sent := await self._again(known, params)):
            return sent
        drawn = await self._draw(image)
        if drawn is None:
            raise NoPicture
        kept = await self._kept(account, drawn)
        if kept and kept != refused and (sent := await self._again(kept, params)):
            self._note(image, kept)
            return sent
        sent = await self._upload(drawn, params)
        if sent.photo:
            self._note(image, sent.photo[-1].file_id)
            await self._keep(account, drawn, sent.photo[-1].file_id)
        return sent

    async def _again(self, id: str | None, params: Mapping[str, Any]) -> Sent | None:
        """Send by file id; return None when there is none, or Telegram does not take it."""
        if id is None:
            return None
        try:
            return await self._api.call("sendPhoto", {**params, "photo": id}, Sent)
        except CallFailed as error:
            if meaning(error) is Meaning.IN_WORDS:
                raise NoPicture from None
            if meaning(error) is not Meaning.UPLOAD:
                raise
        return None

    async def _upload(self, drawn: Path, params: Mapping[str, Any]) -> Sent:
        file = await asyncio.to_thread(drawn.read_bytes)
        try:
            return await self._api.upload(
                "sendPhoto", params, "photo", file, Sent, name="photo.png"
            )
        except CallFailed as error:
            if meaning(error) is Meaning.IN_WORDS:
                raise NoPicture from None
            raise

    async def _hint(self, chat: int) -> None:
        """Let the chat show that a picture is on its way, for as long as it takes.

        It does not matter if it cannot; then it is not tried again.
        """
        params = {"chat_id": chat, "action": "upload_photo"}
        await self._time.wait(self._never, LONG)
        with contextlib.suppress(CallFailed, NetworkError):
            while True:
                await self._api.call("sendChatAction", params, msgspec.Raw)
                await self._time.wait(self._never, SHOWN)

    def _note(self, image: Image, id: str) -> None:
        self._ids.pop(image, None)
        self._ids[image] = id
        if len(self._ids) > KEPT_IDS:
            del self._ids[next(iter(self._ids))]

    async def _kept(self, account: Account, drawn: Path) -> str | None:
        try:
            return await self._uploads.uploaded(account.platform, account.tenant, drawn.name)
        except StoreUnavailable:
            return None

    async def _keep(self, account: Account, drawn: Path, id: str) -> None:
        try:
            await self._uploads.note_upload(account.platform, account.tenant, drawn.name, id)
        except StoreUnavailable as error:
            log.warning("the file id of a picture is not kept: %s", error)
