"""Inputs that wait are handled together, in order, in one transaction."""

from __future__ import annotations

import asyncio

from bot.runner import BATCH, Runner
from tests.runner.talk import delivered, said, submit_all
from tests.runner.watched import Watched


async def test_inputs_that_wait_share_a_transaction_up_to_the_limit(
    store: Watched, runner: Runner
) -> None:
    inputs = [said("hi", f"user{i}", key=f"k{i}") for i in range(2 * BATCH + 2)]
    await submit_all(runner, inputs)
    assert store.commits == [BATCH, BATCH, 2]


async def test_the_next_batch_gathers_while_one_is_committed(
    store: Watched, runner: Runner
) -> None:
    store.open.clear()
    first = asyncio.create_task(runner.submit(said("first", key="k")))
    await store.entered.wait()
    rest = asyncio.gather(*(runner.submit(said(f"{i}", key=f"k{i}")) for i in range(10)))
    await asyncio.sleep(0)
    store.open.set()
    await asyncio.gather(first, rest)
    assert store.commits == [1, 10]


async def test_an_input_that_comes_alone_is_taken_alone(store: Watched, runner: Runner) -> None:
    await runner.submit(said("a", key="k1"))
    await runner.submit(said("b", key="k2"))
    assert store.commits == [1, 1]


async def test_the_inputs_of_an_account_are_taken_in_their_order(
    store: Watched, runner: Runner
) -> None:
    users = ("anna", "ben", "cleo")
    await submit_all(runner, [said(f"text {i}", user) for i in range(50) for user in users])
    expected = [f"{i + 1} text {i}" for i in range(50)]
    assert await delivered(store, "ben") == expected


async def test_a_conversation_goes_on_where_the_last_batch_left_it(
    store: Watched, runner: Runner
) -> None:
    await runner.submit(said("one"))
    await submit_all(runner, [said("two"), said("three")])
    assert await delivered(store) == ["1 one", "2 two", "3 three"]
