"""Kill the bot on Slack: `python -m tests.kills.slack --kills 50 --mode socket`."""

from __future__ import annotations

import asyncio
import random
import tempfile
from pathlib import Path
from typing import cast

import click

from tests.kills.slack.siege import PEOPLE, besiege
from tests.slack.process import Mode


@click.command()
@click.option("--kills", default=50, show_default=True, type=click.IntRange(min=1))
@click.option("--mode", default="socket", show_default=True, type=click.Choice(["socket", "http"]))
@click.option("--seed", type=int, help="Repeat the moments of another run.")
def main(*, kills: int, mode: str, seed: int | None) -> None:
    """Kill the bot again and again while 20 people chat with it, and count what came of it."""
    seed = random.SystemRandom().randrange(2**32) if seed is None else seed
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    with tempfile.TemporaryDirectory(prefix="tutorbot-kills-") as folder:
        count = asyncio.run(besiege(cast("Mode", mode), kills, Path(folder), chance))
    print(
        f"{mode}, seed {seed}: {count.kills} kills in {count.seconds:.0f} s, {PEOPLE} chats. "
        f"{count.payloads} inputs acknowledged, none lost, none counted twice. "
        f"{count.messages} messages in order, {count.repeats} of them repeated; "
        f"at the kills {count.flying} were taken and not yet marked. "
        f"Acknowledged within {1000 * count.within(0.5):.0f} ms (p50), "
        f"{1000 * count.within(0.99):.0f} ms (p99), {1000 * max(count.acks):.0f} ms (all)."
    )


if __name__ == "__main__":
    main()
