"""The full figure: `uv run python -m tests.kills.telegram --kills 50 --mode webhook`."""

from __future__ import annotations

import asyncio
import random
import tempfile
from pathlib import Path
from typing import cast

import click

from tests.kills.telegram.siege import PEOPLE, besiege
from tests.telegram.process import Mode


@click.command()
@click.option("--kills", default=50, show_default=True, type=click.IntRange(min=1))
@click.option(
    "--mode", default="polling", show_default=True, type=click.Choice(["polling", "webhook"])
)
@click.option("--seed", type=int, help="Repeat the moments of another run.")
def main(*, kills: int, mode: str, seed: int | None) -> None:
    """Kill the bot again and again while 20 people chat with it, and count what came of it."""
    seed = random.SystemRandom().randrange(2**32) if seed is None else seed
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    with tempfile.TemporaryDirectory(prefix="tutorbot-kills-") as folder:
        count = asyncio.run(besiege(cast("Mode", mode), kills, Path(folder), chance))
    print(
        f"{mode}, seed {seed}: {count.kills} kills in {count.seconds:.0f} s, {PEOPLE} chats. "
        f"{count.updates} updates accepted, none lost, none counted twice. "
        f"{count.messages} messages in order, {count.repeats} of them repeated."
    )


if __name__ == "__main__":
    main()
