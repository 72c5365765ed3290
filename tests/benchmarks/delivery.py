"""Measures delivery: `uv run python -m tests.benchmarks.delivery`. See docs/benchmarks.md.

An instant sender takes the messages: what is measured is our own work, on one core.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import tracemalloc
from pathlib import Path
from time import perf_counter, process_time

import click
import msgspec

from adapters.sql import open_store
from adapters.sql.store import SqlStore
from bot.account import Account
from bot.changes import Changes, NewReply, encode_reply
from bot.delivery import Delivery
from dialogues.reply import Choice, Reply, Settled
from tests.benchmarks.cycle import NOW

TEXT = "A message of the length that most of them have. " * 8


class Instant:
    """Takes every message at once, and counts."""

    def __init__(self, expected: int) -> None:
        self.expected = expected
        self.sent = self.settled = 0
        self.done = asyncio.Event()

    async def send(self, account: Account, reply: Reply) -> str | None:
        self.sent += 1
        if self.sent == self.expected:
            self.done.set()
        return str(self.sent) if reply.choices else None

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        self.settled += 1


class Figures(msgspec.Struct, frozen=True):
    """Messages a second, CPU microseconds a message, and the most memory in MB."""

    a_second: float
    cpu: float
    memory: float


@click.command()
@click.option("--messages", default=20_000, show_default=True)
@click.option("--chats", default=1_000, show_default=True)
def main(*, messages: int, chats: int) -> None:
    """Send messages that wait, plain ones and ones that settle the one before."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for name, settling in (("plain", False), ("with buttons to settle", True)):
        with tempfile.TemporaryDirectory(prefix="tutorbot-benchmark-") as folder:
            found = asyncio.run(measure(Path(folder), messages, chats, settling=settling))
        print(f"{name}: {found.a_second:,.0f} messages/s, {found.cpu:.0f} us CPU each")
    with tempfile.TemporaryDirectory(prefix="tutorbot-benchmark-") as folder:
        tracemalloc.start()
        found = asyncio.run(measure(Path(folder), 100_000, 25_000, settling=False))
        print(f"100,000 waiting in 25,000 chats: at most {found.memory:.1f} MB in use")


async def measure(folder: Path, messages: int, chats: int, *, settling: bool) -> Figures:
    """Fill an outbox and send all that is in it."""
    store = await open_store(f"sqlite:///{folder}/benchmark.db", now=NOW)
    await fill(store, messages // chats, chats, settling=settling)
    sender = Instant(messages // chats * chats)
    delivery = Delivery(store, {"bench": sender})
    if tracemalloc.is_tracing():
        tracemalloc.reset_peak()
    start, cpu = perf_counter(), process_time()
    running = asyncio.create_task(delivery.run())
    await sender.done.wait()
    await delivery.stop()
    seconds, used = perf_counter() - start, process_time() - cpu
    await running
    assert await store.waiting(0, 1) == []
    await store.close()
    peak = tracemalloc.get_traced_memory()[1] / 1e6 if tracemalloc.is_tracing() else 0.0
    return Figures(sender.sent / seconds, used / sender.sent * 1e6, peak)


async def fill(store: SqlStore, each: int, chats: int, *, settling: bool) -> None:
    """Say so many messages in each chat, by turns."""
    for first in range(0, chats, 1000):
        whom = [Account("bench", "bot", str(n)) for n in range(first, min(first + 1000, chats))]
        for number in range(1, each + 1):
            body = encode_reply(_reply(number) if settling else Reply(TEXT))
            replies = [NewReply(account.key, body, NOW) for account in whom]
            changes = Changes(accounts=whom, replies=replies, at=NOW)
            keys = [account.key for account in whom]
            await store.commit(keys, [], lambda _, changes=changes: changes)  # type: ignore[misc]


def _reply(number: int) -> Reply:
    """Return a feedback that settles a question, or the next question."""
    if number % 2 == 0:
        return Reply(TEXT, settles=Settled(number - 1, "A: the first one"))
    return Reply(TEXT, (Choice("a", "The first", "A"), Choice("b", "The other", "B")), number)


if __name__ == "__main__":
    main()
