"""The core conversation with another's Slack, so that ours is not the only judge.

`python -m tests.slack.outside PROGRAM`, where PROGRAM is `local-slack`, which speaks Socket Mode
and signed HTTP. It listens on all of the machine's interfaces: see .ci/local-slack. What it does
not judge: tokens, lengths, blocks, the pace; and it brings nothing twice.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal, TypeAlias

import aiohttp
import click

from tests.process import PATIENCE, Bot, free_port, program
from tests.slack.bringing import SECRET
from tests.transcripts.courses import content

Mode: TypeAlias = Literal["socket", "events"]
MODES: tuple[Mode, ...] = ("socket", "events")
ANN, BOT_USER, BOT_TOKEN, APP_TOKEN = "U1", "UBOT", "xoxb-1-one", "xapp-1-one"

Message: TypeAlias = dict[str, Any]
Button: TypeAlias = dict[str, Any]


class LocalSlack:
    """The running server, and Ann, who uses it."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session, self.url, self.chat = session, url, ""

    async def ask(self, path: str, **what: Any) -> Any:
        """Ask its control, or a method of its Web API."""
        method = "POST" if what else "GET"
        async with self._session.request(method, f"{self.url}{path}", json=what or None) as answer:
            return await answer.json()

    async def begin(self) -> None:
        """Return when it answers."""
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    opened = await self.ask("/api/conversations.open", users=ANN)
                    break
                except aiohttp.ClientError:
                    await asyncio.sleep(0.05)
        self.chat = opened["channel"]["id"]

    async def until(self, true: Callable[[Message], object]) -> Message:
        """Return the newest message of the bot when it is so."""
        async with asyncio.timeout(PATIENCE):
            while True:
                said = await self.sees()
                if said and true(said[-1]):
                    return said[-1]
                await asyncio.sleep(0.05)

    async def sees(self) -> list[Message]:
        """Return what the bot said in Ann's direct message, as it looks now."""
        found = await self.ask(f"/_control/messages/{self.chat}")
        return [one for one in found["messages"] if one["user"] == BOT_USER]

    async def commands(self, text: str) -> None:
        """Let Ann type /tutor and words."""
        asked = {"channel": self.chat, "user": ANN, "command": "/tutor", "text": text}
        await self.ask("/_control/command", **asked)

    async def says(self, text: str) -> None:
        """Let Ann type a text."""
        await self.ask("/_control/message", channel=self.chat, user=ANN, text=text)

    async def presses(self, words: str, message: Message) -> None:
        """Let Ann press a button of the message."""
        button = buttons(message)[words]
        asked = {"channel": self.chat, "user": ANN, "messageTs": message["ts"]}
        await self.ask("/_control/interact", **asked, action=button)

    async def publishes(self) -> list[Any]:
        """Return what was noted of calls of views.publish."""
        log = (await self.ask("/_control/log"))["log"]
        return [entry for entry in log if "views.publish" in json.dumps(entry)]


def buttons(message: Message) -> dict[str, Button]:
    """Return the buttons of the message by their words."""
    found = [b for b in message.get("blocks", ()) if b["type"] == "actions"]
    return {e["text"]["text"]: e for block in found for e in block["elements"] if "text" in e}


@asynccontextmanager
async def local_slack(path: str, mode: Mode, bot: str) -> AsyncIterator[LocalSlack]:
    """Run the server until the block ends."""
    app = {
        "appId": "A1",
        "botUserId": BOT_USER,
        "botName": "tutor",
        "botToken": BOT_TOKEN,
        "appToken": APP_TOKEN,
        "signingSecret": SECRET,
        "mode": mode,
        "requestUrl": f"{bot}/slack/events",
    }
    config = {"workspace": {"teamId": "T1"}, "apps": [app], "users": [{"id": ANN, "name": "ann"}]}
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "slack.json"
        file.write_text(json.dumps(config), encoding="utf-8")
        asked = ("--config", str(file), "--port", str(port), "--base-host", "127.0.0.1")
        process = await asyncio.create_subprocess_exec(
            path, *asked, "--files-dir", folder, stdout=asyncio.subprocess.DEVNULL
        )
        try:
            async with aiohttp.ClientSession() as session:
                slack = LocalSlack(session, f"http://127.0.0.1:{port}")
                await slack.begin()
                yield slack
        finally:
            process.kill()
            await process.wait()


@asynccontextmanager
async def teaching(slack: LocalSlack, folder: Path, mode: Mode, port: int) -> AsyncIterator[Bot]:
    """Run the program with a short lesson until the block ends."""
    door = {"SLACK_APP_TOKEN": APP_TOKEN} if mode == "socket" else {"SLACK_SIGNING_SECRET": SECRET}
    settings = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_API_URL": f"{slack.url}/api/",
        "TUTORBOT_CONTENT": str(content("tiny", folder)),
        "TUTORBOT_DATABASE_URL": f"sqlite:///{folder}/tutorbot.db",
        **door,
    }
    async with program(folder, port, settings) as running:
        await running.ready()
        yield running


STEPS: Sequence[tuple[str, str | None]] = (
    ("A: The lens", None),
    ("Continue", None),
    ("Continue", "next"),
    ("Hint", None),
    ("A: The lamp is huge", None),
    ("Try again", None),
    ("B: The lens bends it", "b"),
)
"""What there is to press, and what is typed instead."""


async def steps(slack: LocalSlack, some: Sequence[tuple[str, str | None]], seen: str) -> str:
    """Do these steps, each with a message that is newer than the one before; return the last."""
    for words, typed in some:
        message = await _asked(slack, words, seen)
        await (slack.says(typed) if typed else slack.presses(words, message))
        seen = message["ts"]
    return seen


async def end(slack: LocalSlack, seen: str) -> None:
    """Answer in own words, see that no answered question has buttons, and open the home page."""
    last = (await _asked(slack, "Send", seen))["ts"]
    await slack.says("From the beach")
    await slack.until(lambda newest: newest["ts"] > last)
    old = [m for m in await slack.sees() if m["ts"] < last and buttons(m)]
    assert not old, "an answered question still has buttons"
    await slack.ask("/_control/open-home", user=ANN)
    async with asyncio.timeout(PATIENCE):
        while not await slack.publishes():  # noqa: ASYNC110  # another process tells nobody
            await asyncio.sleep(0.05)


async def _asked(slack: LocalSlack, words: str, after: str) -> Message:
    """Return the newest message when it can be answered so, and is newer than another."""
    return await slack.until(lambda m: m["ts"] > after and words in buttons(m))


async def passes(path: str, mode: Mode, folder: Path) -> None:
    """Let the conversation pass in this mode, with a new start of the program in its middle."""
    port = free_port()
    async with local_slack(path, mode, f"http://127.0.0.1:{port}") as slack:
        async with teaching(slack, folder, mode, port):
            await slack.commands("start")
            seen = await steps(slack, STEPS[:4], "")
        async with teaching(slack, folder, mode, port):
            await end(slack, await steps(slack, STEPS[4:], seen))


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False))
def main(path: str) -> None:
    """Let the core conversation pass with this server in both of Slack's modes."""
    for mode in MODES:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(passes(path, mode, Path(folder)))
        click.echo(f"local-slack, {mode}: the core conversation passed")


if __name__ == "__main__":
    main()
