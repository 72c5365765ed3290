"""The lives of a program: each is started, told what was not accepted yet, and ended."""

from __future__ import annotations

import asyncio
import random
import signal
from collections.abc import Sequence

import msgspec

from tests.kills.ledger import Ledger
from tests.kills.script import Line
from tests.kills.talk import Accepted, Message, Talk, Trouble, talking


class Kill(msgspec.Struct, frozen=True):
    """When a program dies: after so many inputs accepted in its life, and so many seconds more."""

    after: int
    seconds: float


def random_kills(count: int, chance: random.Random) -> list[Kill]:
    """Return moments all over a life: one in four while it starts, the others amid its turns.

    No two in a row strike a start: an input that met three deaths is set aside, and rightly so.
    """
    return [
        Kill(0, chance.uniform(0, 1.5))
        if number % 4 == 3
        else Kill(chance.randint(1, 6), chance.uniform(0, 0.01))
        for number in range(count)
    ]


async def live(
    command: Sequence[str], lines: Sequence[Line], ledger: Ledger, kill: Kill | None = None
) -> None:
    """Start the program and say the lines; note what is heard until it dies, or leaves."""
    ledger.begin_life()
    until = ledger.accepted + kill.after if kill else None
    async with talking(command) as talk:
        talk.say(lines)
        reached = asyncio.Event()
        if kill:
            dying = asyncio.create_task(_die(talk, kill, reached))
        else:
            talk.hang_up()
        if ledger.accepted == until:
            reached.set()
        async for heard in talk.heard():
            match heard:
                case Message():
                    ledger.hear(heard)
                case Accepted():
                    ledger.accept(duplicate=heard.duplicate)
                case Trouble():
                    raise AssertionError(heard.message)
            if ledger.accepted == until:
                reached.set()
        if kill:
            assert reached.is_set(), "the program ended by itself"
            await dying
    ledger.kills += talk.process.returncode == -signal.SIGKILL


async def _die(talk: Talk, kill: Kill, reached: asyncio.Event) -> None:
    await reached.wait()
    await asyncio.sleep(kill.seconds)
    talk.process.kill()
