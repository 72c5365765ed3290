"""A sender, and all around it: a server that answers as the test says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from adapters.telegram.api import Api
from adapters.telegram.photos import Photos
from adapters.telegram.sender import TelegramSender
from bot.account import Account
from bot.sending import File, SendFailed
from dialogues.reply import Choice, Document, Image, Reply
from tests.delivery.uploads import Uploads
from tests.telegram.desk import Call, Desk, Refusal, desk

ANNA = Account("telegram", "99", "7")
GO_ON = Choice("continue", "Continue")
LENS = Image("a/b.svg", "A lens.", "The lens.", "Step 2 is the lens.")
LAMP = Image("a/b.svg", "A lamp.", "The lamp.", "Step 1 is the lamp.", "here-1")
NO_BUTTONS: dict[str, Any] = {"inline_keyboard": []}
NOT_A_FILE = Refusal(400, "Bad Request: wrong file identifier/HTTP URL specified")
NO_PHOTO = Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
BLOCKED = Refusal(403, "Forbidden: bot was blocked by the user")
DOWN = Refusal(502, "Bad Gateway")


class Studio:
    """Draws pictures into a folder, all but those without a name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.drawn: list[Image] = []

    async def draw(self, image: Image) -> Path | None:
        self.drawn.append(image)
        if not image.file:
            return None
        path = self.folder / f"{Path(image.file).stem}-{image.mark}.png"
        await asyncio.to_thread(path.write_bytes, b"\x89PNG")
        return path


async def build(account: Account, document: Document) -> File:
    return File(f"{document.kind}.json", "application/json", account.key.encode())


class There(NamedTuple):
    """A sender and all around it."""

    desk: Desk
    api: Api
    studio: Studio
    uploads: Uploads
    sender: TelegramSender

    def another(self) -> TelegramSender:
        """Return the sender of another life of the program."""
        return TelegramSender(self.api, Photos(self.api, self.studio.draw, self.uploads), build)

    @property
    def said(self) -> list[Call]:
        """All calls but those that let a chat show that something is on its way."""
        return [call for call in self.desk.calls if call.method != "sendChatAction"]


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[There]:
    """Open the server, and give the sender that talks with it."""
    async with desk(read=0.5) as (open, api):
        studio, uploads = Studio(folder), Uploads()
        sender = TelegramSender(api, Photos(api, studio.draw, uploads), build)
        yield There(open, api, studio, uploads, sender)


def photo(image: Image = LENS) -> Reply:
    return Reply(image.caption, (GO_ON, Choice("text", "Read as text")), 3, image)


async def failed(there: There, reply: Reply) -> SendFailed:
    with pytest.raises(SendFailed) as error:
        await there.sender.send(ANNA, reply)
    return error.value
