"""The lessons' pictures on Slack: uploaded once in each workspace, then shown by their id.

A message shows a picture in a block of its own that names the file: so it has words for screen
readers, and stands where it belongs. Shared as files, pictures arrive whenever they do.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic
from weakref import WeakValueDictionary

from adapters.slack.api import Api, CallFailed, NoAnswer, NotReached, word
from adapters.slack.failures import Meaning, meaning
from bot.account import Account
from bot.ports import StoreUnavailable
from bot.sending import Draw, File, SendFailed, Uploads
from dialogues.reply import Image

KEPT = 2_000
"""How many ids stay known: those of the pictures that were needed last."""

READY = 30.0
"""Seconds in which an uploaded picture has to be ready: Slack takes a moment to look at it."""

ALT = 1000
"""The most characters of a file's own words."""

log = logging.getLogger("tutorbot.slack")


class NoPicture(Exception):
    """The picture cannot be drawn, or Slack does not take it; it has to be said in words."""


class Files:
    """The ids of pictures, each drawn and uploaded once in each workspace.

    Ids are kept in memory and in the store; the store being down costs an upload.
    """

    def __init__(
        self, api: Api, draw: Draw, uploads: Uploads, clock: Callable[[], float] = monotonic
    ) -> None:
        self._api, self._draw, self._uploads, self._clock = api, draw, uploads, clock
        self._ids: OrderedDict[tuple[str, Image], str] = OrderedDict()
        self._fresh: dict[str, float] = {}  # uploaded here and not shown yet: when
        self._one_at_a_time: WeakValueDictionary[tuple[str, Image], asyncio.Lock] = (
            WeakValueDictionary()
        )

    async def id(
        self, account: Account, token: str, image: Image, *, refused: str | None = None
    ) -> str:
        """Return the id of the picture in the account's workspace, not the one that was refused.

        Raises NoPicture, or what `Api.call` raises.
        """
        key = (account.tenant, image)
        lock = self._one_at_a_time.setdefault(key, asyncio.Lock())
        # Whoever waits here finds the id when it is their turn.
        async with lock:
            known = self._ids.get(key)
            if known is None or known == refused:
                known = await self._found(account, token, image, refused)
            self._ids[key] = known
            self._ids.move_to_end(key)
            if len(self._ids) > KEPT:
                self._ids.popitem(last=False)
            return known

    def shown(self, file: str) -> None:
        """Take note that Slack took a message with the picture."""
        self._fresh.pop(file, None)

    def not_shown(self, file: str) -> None:
        """Judge that Slack did not take a message because of the picture.

        Raises SendFailed when it may be ready soon, NoPicture when it never will be. Otherwise it
        was deleted, and is to be uploaded again.
        """
        if file not in self._fresh:
            return
        if self._clock() - self._fresh[file] < READY:
            raise SendFailed("the picture is not ready yet", retry_after=1.0)
        raise NoPicture

    async def _found(self, account: Account, token: str, image: Image, refused: str | None) -> str:
        drawn = await self._draw(image)
        if drawn is None:
            raise NoPicture
        kept = await self._kept(account, drawn)
        if kept and kept != refused:
            return kept
        try:
            uploaded = await self._upload(token, drawn, image)
        except CallFailed as error:
            if error.code == "missing_scope" or meaning(error) in (
                Meaning.IN_WORDS,
                Meaning.NEVER,
            ):
                log.warning("a picture is said in words: %s", error)
                raise NoPicture from None
            raise
        self._fresh[uploaded] = self._clock()
        await self._keep(account, drawn, uploaded)
        return uploaded

    async def share(self, token: str, channel: str, file: File) -> None:
        """Give the file to those who are in this chat. Raises what `Api.call` raises."""
        fields = {"filename": file.name, "length": str(len(file.content))}
        try:
            id = await self._brought(token, fields, file.content)
        except NoAnswer as error:  # nobody was given it: another try gives nothing twice
            raise NotReached(str(error)) from None
        given = {"files": [{"id": id, "title": file.name}], "channel_id": channel}
        await self._api.call("files.completeUploadExternal", token, given)

    async def _upload(self, token: str, drawn: Path, image: Image) -> str:
        file = await asyncio.to_thread(drawn.read_bytes)
        fields = {
            "filename": f"{Path(image.file).stem}.png",
            "length": str(len(file)),
            "alt_txt": image.alt[:ALT],
        }
        id = await self._brought(token, fields, file)
        await self._api.call("files.completeUploadExternal", token, {"files": [{"id": id}]})
        return id

    async def _brought(self, token: str, fields: Mapping[str, str], content: bytes) -> str:
        """Bring what the fields describe to Slack; return the id of the upload to complete."""
        place = await self._api.ask("files.getUploadURLExternal", token, fields)
        id = word(place, "file_id")
        await self._api.upload(word(place, "upload_url"), content)
        return id

    async def _kept(self, account: Account, drawn: Path) -> str | None:
        try:
            return await self._uploads.uploaded(account.platform, account.tenant, drawn.name)
        except StoreUnavailable:
            return None

    async def _keep(self, account: Account, drawn: Path, id: str) -> None:
        try:
            await self._uploads.note_upload(account.platform, account.tenant, drawn.name, id)
        except StoreUnavailable as error:
            log.warning("the id of a picture is not kept: %s", error)
