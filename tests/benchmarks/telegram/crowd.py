"""A thousand learners press at once: all are answered, at the platform's pace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import msgspec

from tests.benchmarks.telegram.learner import act
from tests.telegram.fake.ledger import EDITING, SENDING, busiest
from tests.telegram.fake.people import User
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.process import bot

LEARNERS = 1_000


class Crowd(msgspec.Struct, frozen=True):
    """Seconds until all presses were accepted and until all were answered; the most calls in any
    second, over all and in one chat; the messages sent; and the bot's memory in bytes, before the
    presses and at most."""

    accepted: float
    answered: float
    busiest: int
    busiest_chat: int
    messages: int
    memory_before: int
    memory: int


async def measure(folder: Path) -> Crowd:
    """Let all begin, and then all press at the same moment."""
    async with FakeTelegram() as fake, bot(fake, folder) as process:
        await process.ready()
        users = [fake.user(1001 + number) for number in range(LEARNERS)]
        await _all_act(fake, users)
        memory_before = _memory(process.process.pid, "VmRSS")
        calls = len(fake.ledger.calls)
        accepted, answered = await _all_act(fake, users)
        paced = [c for c in fake.ledger.calls[calls:] if c.method in SENDING | EDITING]
        assert fake.ledger.findings == []
        return Crowd(
            accepted,
            answered,
            busiest(paced, 1.0),
            max(busiest([c for c in paced if c.chat == u.id], 1.0) for u in users),
            len([c for c in paced if c.method in SENDING]),
            memory_before,
            _memory(process.process.pid, "VmHWM"),
        )


async def _all_act(fake: FakeTelegram, users: Sequence[User]) -> tuple[float, float]:
    """Let all act at once; return the seconds until all is accepted, and all are asked again."""
    read, done, start = len(fake.ledger.calls), len(fake.ledger.accepted), monotonic()
    asked: set[int | None] = set()

    def all_asked() -> bool:
        nonlocal read
        new, read = fake.ledger.calls[read:], len(fake.ledger.calls)
        asked.update(c.chat for c in new if c.method in SENDING and "reply_markup" in c.payload)
        return len(asked) == len(users)

    for user in users:
        act(user)
    await fake.ledger.wait(lambda: len(fake.ledger.accepted) == done + len(users), 120)
    accepted = monotonic() - start
    await fake.ledger.wait(all_asked, 600)
    return accepted, monotonic() - start


def _memory(pid: int, name: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    raise ValueError(f"the system does not tell {name}")
