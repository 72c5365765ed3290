"""A timer that comes due is an input like any other: it has one effect, or none."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.ports import Incoming, Receipt, StoreUnavailable
from bot.runner import BATCH, Runner
from bot.timers import PAGE, Timers
from tests.runner.talk import APOLOGY, NOW, delivered, said, submit_all
from tests.runner.watched import Watched

DUE = NOW + timedelta(hours=1)


async def test_a_timer_fires_once_when_its_time_has_come(store: Watched, runner: Runner) -> None:
    timers = Timers(store, runner.submit)
    await runner.submit(said("later"))
    assert await timers.fire_due(DUE - timedelta(seconds=1)) == 0
    assert await timers.fire_due(DUE) == 1
    assert await timers.fire_due(DUE + timedelta(days=1)) == 0
    assert await delivered(store) == ["1 later", "1 later"]


async def test_a_timer_says_nothing_when_the_conversation_has_moved_on(
    store: Watched, runner: Runner
) -> None:
    timers = Timers(store, runner.submit)
    await submit_all(runner, [said("later"), said("on we go")])
    assert await timers.fire_due(DUE) == 1
    assert await timers.fire_due(DUE) == 0
    assert await delivered(store) == ["1 later", "2 on we go"]


async def test_a_timer_set_for_the_same_time_again_after_the_clock_was_put_back_fires_again(
    store: Watched, runner: Runner
) -> None:
    timers = Timers(store, runner.submit)
    for _ in range(2):
        await runner.submit(said("later"))
        assert await timers.fire_due(DUE) == 1
    assert await delivered(store) == ["1 later", "1 later", "2 later", "2 later"]


async def test_a_cancelled_timer_does_not_fire(store: Watched, runner: Runner) -> None:
    await submit_all(runner, [said("later"), said("never mind")])
    assert await Timers(store, runner.submit).fire_due(DUE) == 0


async def test_a_timer_that_is_set_anew_while_it_fires_is_kept(
    store: Watched, runner: Runner
) -> None:
    await runner.submit(said("later"))

    async def overtaken(incoming: Incoming) -> Receipt:
        await runner.submit(said("later", at=DUE))
        return await runner.submit(incoming)

    assert await Timers(store, overtaken).fire_due(DUE) == 1
    assert await delivered(store) == ["1 later", "2 later"]
    assert await Timers(store, runner.submit).fire_due(DUE + timedelta(hours=1)) == 1
    assert await delivered(store) == ["2 later"]


@pytest.mark.parametrize("timer_first", [True, False])
async def test_a_timer_is_done_with_even_when_others_in_its_batch_are_behind_in_time(
    store: Watched, runner: Runner, timer_first: bool
) -> None:
    await runner.submit(said("later"))

    async def crowded(incoming: Incoming) -> Receipt:
        inputs = [incoming, said("hi", "ben")]
        receipts = await submit_all(runner, inputs if timer_first else inputs[::-1])
        return receipts[0]

    assert await Timers(store, crowded).fire_due(DUE) == 1
    assert await Timers(store, runner.submit).fire_due(DUE) == 0


async def test_two_loops_that_see_the_same_timer_have_one_effect(
    store: Watched, runner: Runner
) -> None:
    await runner.submit(said("later"))
    one, other = Timers(store, runner.submit), Timers(store, runner.submit)
    await asyncio.gather(one.fire_due(DUE), other.fire_due(DUE))
    assert await delivered(store) == ["1 later", "1 later"]


async def test_a_timer_that_was_not_accepted_stays_due(store: Watched, runner: Runner) -> None:
    timers = Timers(store, runner.submit)
    await runner.submit(said("later"))

    async def refuse(incoming: Incoming) -> Receipt:
        raise StoreUnavailable("the store is down")

    with pytest.raises(StoreUnavailable):
        await Timers(store, refuse).fire_due(DUE)
    assert await timers.fire_due(DUE) == 1


async def test_a_timer_whose_turn_fails_does_not_fire_again(
    store: Watched, runner: Runner, caplog: pytest.LogCaptureFixture
) -> None:
    timers = Timers(store, runner.submit)
    await runner.submit(said("broken"))
    assert await timers.fire_due(DUE) == 1
    assert await timers.fire_due(DUE) == 0
    assert await delivered(store) == ["1 broken", APOLOGY]
    assert "key timer:" in caplog.text
    assert "anna" not in caplog.text


async def test_many_timers_fire_together(store: Watched, runner: Runner) -> None:
    await submit_all(runner, [said("later", f"user{i}") for i in range(PAGE + 6)])
    store.commits.clear()
    assert await Timers(store, runner.submit).fire_due(DUE) == PAGE + 6
    assert store.commits == [BATCH, 6]
