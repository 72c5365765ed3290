"""See the bot end when Slack is deaf or gone for three minutes: `python -m tests.kills.slack.deaf`.

It takes as long as it says, and prints what became of the process.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from time import monotonic

import aiohttp

from tests.slack.fake.server import FakeSlack
from tests.slack.process import bot

LONGEST = 240.0
"""Seconds after which the process should have ended long ago."""


async def ended(*, dead: bool) -> str:
    """Return what became of a bot whose Slack went deaf; or, with `dead`, ended for good."""
    with tempfile.TemporaryDirectory(prefix="tutorbot-deaf-") as folder:
        async with FakeSlack() as slack, bot(slack, Path(folder), "socket") as running:
            await running.ready()
            start = monotonic()
            slack.sockets.deaf = True
            if dead:
                await slack.__aexit__()
            ready = asyncio.create_task(_unready(running.url, start))
            async with asyncio.timeout(LONGEST):
                code = await running.process.wait()
            took, links = monotonic() - start, slack.sockets.links
            why = running.log.strip().splitlines()[-1]
            return (
                f"exit code {code} after {took:.0f} s, {links} connections, "
                f"/readyz 503 after {await ready:.0f} s: {why}"
            )


async def _unready(url: str, start: float) -> float:
    async with aiohttp.ClientSession() as session:
        while True:
            async with session.get(f"{url}/readyz") as answer:
                if answer.status == 503:
                    return monotonic() - start
            await asyncio.sleep(0.2)


async def main() -> None:
    """See both at once."""
    deaf, dead = await asyncio.gather(ended(dead=False), ended(dead=True))
    sys.stdout.write(f"deaf: {deaf}\ndead: {dead}\n")


if __name__ == "__main__":
    asyncio.run(main())
