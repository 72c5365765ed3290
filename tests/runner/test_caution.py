"""An input that ends the program is found and set aside after three tries."""

from __future__ import annotations

import asyncio
import math
import subprocess
import sys
from time import monotonic

import pytest

from adapters.sql import open_store
from bot.ports import Receipt, StoreRefused, StoreUnavailable
from bot.runner import Runner
from tests.runner import counting
from tests.runner.quarantine import quarantined
from tests.runner.talk import APOLOGY, NOW, delivered, said, submit_all
from tests.runner.watched import Watched


def run_fatal(url: str, text: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.runner.fatal", url, text]
    return subprocess.run(command, capture_output=True, text=True, check=False)


async def test_an_input_that_ends_the_program_is_set_aside_after_three_tries(url: str) -> None:
    for _ in range(3):
        assert run_fatal(url, "die").returncode == 9
    fourth = run_fatal(url, "die")
    assert fourth.stdout.strip() == str(Receipt(quarantined=True)), fourth.stderr
    assert [row.key for row in quarantined(url)] == ["die"]
    store = await open_store(url, now=NOW)
    assert not store.unclean
    assert await delivered(store) == [APOLOGY]
    await store.close()


async def run_with(store: Watched, cautious_until: float | None, keys: list[str]) -> list[Receipt]:
    runner = Runner(
        store, counting.COURSE, counting.advance, apology=APOLOGY, cautious_until=cautious_until
    )
    running = asyncio.create_task(runner.run())
    try:
        return await submit_all(runner, [said("hi", key=key) for key in keys])
    finally:
        await runner.stop()
        await running


async def test_an_innocent_input_is_handled_after_an_unclean_end(url: str) -> None:
    assert run_fatal(url, "die").returncode == 9
    store = await open_store(url, now=NOW)
    assert store.unclean
    assert await run_with(Watched(store), math.inf, ["k"]) == [Receipt()]
    assert await delivered(store) == ["1 hi"]
    await store.close()


async def test_a_cautious_runner_takes_inputs_one_by_one_and_writes_each_down(
    store: Watched,
) -> None:
    await run_with(store, math.inf, ["a", "b"])
    assert store.commits == [1, 1]
    assert store.attempts == ["a", "b"]


async def test_a_key_that_no_store_takes_is_refused_alone_by_a_cautious_runner_too(
    store: Watched,
) -> None:
    with pytest.raises(StoreRefused):
        await run_with(store, math.inf, ["a", f"b{counting.LONE_SURROGATE}", "c"])
    assert await delivered(store) == ["1 hi", "2 hi"]


async def test_an_input_that_the_store_refused_is_not_taken_for_one_that_ends_the_program(
    store: Watched,
) -> None:
    runner = Runner(
        store, counting.COURSE, counting.advance, apology=APOLOGY, cautious_until=math.inf
    )
    running = asyncio.create_task(runner.run())
    for _ in range(4):
        store.failures = 1
        with pytest.raises(StoreUnavailable):
            await runner.submit(said("hi", key="k"))
    assert await runner.submit(said("hi", key="k")) == Receipt()
    await runner.stop()
    await running


async def test_caution_ends_at_its_time(store: Watched) -> None:
    await run_with(store, monotonic(), ["a", "b"])
    assert store.commits == [2]
    assert store.attempts == []


async def test_in_normal_work_no_attempt_is_written(store: Watched) -> None:
    await run_with(store, None, ["a", "b"])
    assert store.commits == [2]
    assert store.attempts == []


async def test_a_cautious_runner_sets_aside_nothing_that_was_handled(
    url: str, store: Watched
) -> None:
    await run_with(store, math.inf, ["a"])
    receipts = await run_with(store, math.inf, ["a"] * 5)
    assert receipts == [Receipt(duplicate=True)] * 5
    assert quarantined(url) == []
