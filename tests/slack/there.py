"""A sender, and all around it: a server that answers as the test says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from adapters.slack.api import Api
from adapters.slack.channels import Channels
from adapters.slack.files import Files
from adapters.slack.sender import SlackSender
from adapters.slack.updating import Updates
from bot.account import Account
from bot.ports import StoreUnavailable
from bot.sending import File, SendFailed
from dialogues.reply import Choice, Document, Image, Reply
from tests.delivery.uploads import Uploads
from tests.slack.desk import Desk, Raw, Refusal, desk
from tests.slack.test_messages import FIELDS

ANNA = Account("slack", "T1", "U1")
BEN = Account("slack", "T2", "U1")
GO_ON = Choice("continue", "Continue")
LENS = Image("a/b.svg", "A lens.", "The lens.", "Step 2 is the lens.")
NOT_READY = Refusal("invalid_blocks", messages=("invalid slack file [/blocks/0/slack_file]",))
DOWN = Raw(502, b"<html>Bad Gateway")
LONG = Reply("One two three. " * 400, (GO_ON,), 3)


class Workspaces:
    """The tokens of workspaces, while the store is `up`."""

    def __init__(self) -> None:
        self.up = True
        self.tokens = {"T1": "xoxb-1", "T2": "xoxb-2"}
        self.gone: list[tuple[str, str]] = []

    async def token(self, tenant: str) -> str | None:
        if not self.up:
            raise StoreUnavailable("down")
        return self.tokens.get(tenant)

    async def refused(self, tenant: str, token: str) -> None:
        self.gone.append((tenant, token))
        del self.tokens[tenant]


class There(NamedTuple):
    """A sender and all around it; `clock` holds the time."""

    desk: Desk
    api: Api
    uploads: Uploads
    tokens: Workspaces
    clock: list[float]
    folder: Path
    sender: SlackSender

    def another(self) -> SlackSender:
        """Return the sender of another life of the program."""
        return _sender(self.api, self.tokens, self.uploads, self.clock, self.folder)


async def build(account: Account, document: Document) -> File:
    return File(f"{document.kind}.txt", "text/plain", account.key.encode())


def _sender(
    api: Api, tokens: Workspaces, uploads: Uploads, clock: list[float], folder: Path
) -> SlackSender:
    async def draw(image: Image) -> Path | None:
        path = folder / f"{Path(image.file).stem}.png"
        await asyncio.to_thread(path.write_bytes, b"\x89PNG")
        return path if image.file else None

    files = Files(api, draw, uploads, clock=lambda: clock[0])
    updates = Updates(api, tokens)
    return SlackSender(api, tokens, updates, Channels(api), files, FIELDS, build)


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[There]:
    """Open the server, and give the sender that talks with it."""
    async with desk(read=0.5) as (open, api):
        uploads, tokens, clock = Uploads(), Workspaces(), [0.0]
        sender = _sender(api, tokens, uploads, clock, folder)
        yield There(open, api, uploads, tokens, clock, folder, sender)


def photo(image: Image = LENS) -> Reply:
    return Reply(image.caption, (GO_ON, Choice("text", "Read as text")), 3, image)


async def failed(there: There, reply: Reply, account: Account = ANNA) -> SendFailed:
    with pytest.raises(SendFailed) as error:
        await there.sender.send(account, reply)
    return error.value


def blocks(params: Any) -> list[str]:
    return [block["type"] for block in params.get("blocks", [])]
