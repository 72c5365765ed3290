"""The server as a process: `python -m tests.telegram.fake --port 8081`. See `control.py`."""

from __future__ import annotations

import asyncio

import click

from tests.telegram.fake.control import control
from tests.telegram.fake.server import FakeTelegram


@click.command()
@click.option("--port", default=0, help="0: one that is free.")
def main(port: int) -> None:
    """Serve until interrupted; a line of JSON says when it is ready, where, and the token."""
    asyncio.run(_serve(port))


async def _serve(port: int) -> None:
    async with FakeTelegram(port, routes=control) as fake:
        click.echo(f'{{"url": "{fake.url}", "token": "{fake.token}"}}')
        await asyncio.Event().wait()


if __name__ == "__main__":
    main()
