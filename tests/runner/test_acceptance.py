"""Accepted means committed; what is not accepted has no effect; a key has one effect."""

from __future__ import annotations

import asyncio
import math
import sqlite3

import pytest

from bot.ports import Receipt, StoreUnavailable
from bot.runner import BATCH, LINE, Runner
from tests.runner import counting
from tests.runner.talk import APOLOGY, delivered, said, submit_all
from tests.runner.watched import Watched


async def test_an_input_is_accepted_after_its_commit_and_not_before(
    store: Watched, runner: Runner
) -> None:
    store.open.clear()
    submitted = asyncio.create_task(runner.submit(said("hi")))
    await store.entered.wait()
    assert not submitted.done()
    store.open.set()
    assert await submitted == Receipt()
    assert store.commits == [0]
    assert await delivered(store) == ["1 hi"]


async def test_nothing_is_accepted_while_the_file_is_locked(
    url: str, store: Watched, runner: Runner
) -> None:
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable):
        await runner.submit(said("lost?", key="k"))
    other.execute("ROLLBACK")
    other.close()
    assert await runner.submit(said("again", key="k")) == Receipt()
    assert await delivered(store) == ["1 again"]


async def test_while_the_store_is_down_those_behind_are_refused_at_once(
    store: Watched, runner: Runner
) -> None:
    store.open.clear()
    first = asyncio.create_task(runner.submit(said("first")))
    await store.entered.wait()
    store.failures = 1
    behind = asyncio.gather(
        *(runner.submit(said("behind")) for _ in range(3)), return_exceptions=True
    )
    await asyncio.sleep(0)
    store.open.set()
    with pytest.raises(StoreUnavailable, match="the store is down"):
        await first
    assert [type(result) for result in await behind] == [StoreUnavailable] * 3
    await runner.submit(said("later"))
    assert await delivered(store) == ["1 later"]


async def test_a_full_line_refuses_more(store: Watched) -> None:
    runner = Runner(store, counting.COURSE, counting.advance, apology=APOLOGY)
    waiting = asyncio.gather(
        *(runner.submit(said("waits")) for _ in range(LINE)), return_exceptions=True
    )
    await asyncio.sleep(0)
    with pytest.raises(StoreUnavailable, match="inputs are waiting"):
        await runner.submit(said("one too many"))
    await runner.stop()
    assert {type(result) for result in await waiting} == {StoreUnavailable}


async def test_a_repeated_key_has_one_effect(store: Watched, runner: Runner) -> None:
    assert await runner.submit(said("hi", key="k")) == Receipt()
    assert await runner.submit(said("hi", key="k")) == Receipt(duplicate=True)
    assert await delivered(store) == ["1 hi"]


async def test_a_repeated_key_has_one_effect_inside_one_batch(
    store: Watched, runner: Runner
) -> None:
    inputs = [said("a", key="k"), said("b", key="other"), said("a", key="k")]
    receipts = await submit_all(runner, inputs)
    assert [receipt.duplicate for receipt in receipts] == [False, False, True]
    assert await delivered(store) == ["1 a", "2 b"]
    assert len(store.commits) == 1


async def test_a_caller_that_gives_up_neither_loses_nor_doubles_its_input(
    store: Watched, runner: Runner
) -> None:
    store.open.clear()
    in_flight = asyncio.create_task(runner.submit(said("in flight", key="k1")))
    await store.entered.wait()
    in_line = asyncio.create_task(runner.submit(said("in line", key="k2")))
    await asyncio.sleep(0)
    in_flight.cancel()
    in_line.cancel()
    store.open.set()
    again = await submit_all(runner, [said("in flight", key="k1"), said("in line", key="k2")])
    assert [receipt.duplicate for receipt in again] == [True, True]
    assert await delivered(store) == ["1 in flight", "2 in line"]


async def test_stopping_finishes_the_batch_in_flight_and_refuses_the_rest(store: Watched) -> None:
    runner = Runner(store, counting.COURSE, counting.advance, apology=APOLOGY)
    running = asyncio.create_task(runner.run())
    store.open.clear()
    in_flight = asyncio.create_task(runner.submit(said("in flight")))
    await store.entered.wait()
    in_line = asyncio.create_task(runner.submit(said("in line")))
    await asyncio.sleep(0)
    stopping = asyncio.create_task(runner.stop())
    with pytest.raises(StoreUnavailable, match="stopping"):
        await in_line
    assert not stopping.done()
    store.open.set()
    await asyncio.gather(stopping, running)
    assert in_flight.result() == Receipt()
    with pytest.raises(StoreUnavailable, match="stopping"):
        await runner.submit(said("too late"))
    assert await delivered(store) == ["1 in flight"]


async def test_a_cancelled_runner_finishes_the_batch_in_flight(store: Watched) -> None:
    runner = Runner(store, counting.COURSE, counting.advance, apology=APOLOGY)
    running = asyncio.create_task(runner.run())
    store.open.clear()
    in_flight = asyncio.create_task(runner.submit(said("in flight")))
    await store.entered.wait()
    running.cancel()
    await asyncio.sleep(0)
    store.open.set()
    assert await in_flight == Receipt()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await delivered(store) == ["1 in flight"]


async def test_a_runner_that_breaks_refuses_those_who_wait_and_does_not_go_on_in_silence(
    store: Watched,
) -> None:
    class Broken(Watched):
        async def note_attempt(self, key: str) -> int:
            raise ZeroDivisionError

    runner = Runner(
        Broken(store), counting.COURSE, counting.advance, apology=APOLOGY, cautious_until=math.inf
    )
    submitted = [
        asyncio.create_task(runner.submit(said("hi", key=f"k{i}"))) for i in range(BATCH + 1)
    ]
    await asyncio.sleep(0)
    with pytest.raises(ZeroDivisionError):
        await runner.run()
    done, _ = await asyncio.wait(submitted, timeout=10)
    assert [type(one.exception()) for one in done] == [StoreUnavailable] * (BATCH + 1)
