"""The product's own runner and store, with the real engine or with its results made ready."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from statistics import quantiles
from time import perf_counter

from adapters.sql import open_store
from bot.account import Account
from bot.folding import Advance
from bot.ports import Incoming, Receipt
from bot.runner import Runner
from dialogues.course import Course
from dialogues.engine import advance
from dialogues.input import Input
from dialogues.state import Conversation
from dialogues.turn import Turn, View
from tests.benchmarks.cycle import NOW, VIEW, Cycle
from tests.benchmarks.plan import Cell, Measured, Pick, Plan, Unproved

FIRST_USER = 1_000_000_000
"""The platform's number of the first learner in a file; the others follow."""


def account(learner: int) -> Account:
    """Return the account of a learner by the number in the file, which begins at 1."""
    return Account("telegram", "bench", str(FIRST_USER + learner))


def ready(cycle: Cycle) -> Advance:
    """Return an engine that knows each turn beforehand: it looks the turn up by the prompt."""
    turns = [stage.turn for stage in cycle.stages]
    first, count = cycle.first, len(turns)

    def look_up(
        course: Course, conversation: Conversation, input: Input, *, view: View, now: datetime
    ) -> Turn:
        return turns[(conversation.prompt - first) % count]

    return look_up


async def measure(cell: Cell, course: Course, cycle: Cycle) -> Measured:
    """Hand in the cell's turns, `at_once` waiting for their receipt at any moment."""
    warm = max(cell.turns // 10, cell.at_once)
    plan = Plan(cell, cycle, warm + cell.turns)
    inputs = [_incoming(cycle, pick) for pick in plan.picks]
    store = await open_store(f"sqlite:///{cell.file}", now=NOW)
    engine = advance if cell.variant == "lesson" else ready(cycle)
    runner = Runner(store, course, engine, apology=course.phrases.trouble.apology)
    running = asyncio.create_task(runner.run())
    await drive(runner.submit, inputs[:warm], cell.at_once)
    gc.collect()
    gc.freeze()  # the inputs that wait here are the driver's, not the product's
    start = perf_counter()
    latencies = await drive(runner.submit, inputs[warm:], cell.at_once)
    seconds = perf_counter() - start
    await runner.stop()
    await running
    await store.close()
    plan.prove()
    cuts = quantiles(latencies, n=100)
    return Measured(cell.turns / seconds, cuts[49], cuts[98])


async def drive(
    submit: Callable[[Incoming], Awaitable[Receipt]], inputs: Iterable[Incoming], at_once: int
) -> list[float]:
    """Submit the inputs in their order; return how long each took, in seconds."""
    waiting, latencies = iter(inputs), list[float]()

    async def learner() -> None:
        for incoming in waiting:
            start = perf_counter()
            receipt = await submit(incoming)
            latencies.append(perf_counter() - start)
            if receipt.duplicate or receipt.quarantined:
                raise Unproved(f"{incoming.key} came to {receipt}")

    await asyncio.gather(*(learner() for _ in range(at_once)))
    return latencies


def _incoming(cycle: Cycle, pick: Pick) -> Incoming:
    return Incoming(account(pick.learner), cycle.input(pick.count), NOW, pick.key, VIEW.zone)
