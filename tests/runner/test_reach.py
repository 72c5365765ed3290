"""Who left is not sent anything until they do something again."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.changes import Changes
from bot.ports import Incoming
from bot.runner import Runner
from bot.timers import Timers
from dialogues.input import Left, Returned
from tests.runner import counting
from tests.runner.talk import APOLOGY, NOW, account, delivered, said, submit_all
from tests.runner.watched import Watched


def left(user: str = "anna", key: str | None = None) -> Incoming:
    return Incoming(account(user), Left(), NOW, key)


@pytest.fixture
def told() -> list[Changes]:
    return []


@pytest.fixture
async def runner(store: Watched, told: list[Changes]):  # type: ignore[no-untyped-def]
    runner = Runner(
        store, counting.COURSE, counting.advance, apology=APOLOGY, committed=told.append
    )
    running = asyncio.create_task(runner.run())
    yield runner
    await runner.stop()
    await running


async def test_what_is_said_to_who_left_waits_until_they_say_something(
    store: Watched, runner: Runner, told: list[Changes]
) -> None:
    await submit_all(runner, [said("later"), said("hi", "ben"), left()])
    assert await delivered(store) == []
    await runner.submit(said("back", key="1"))
    assert [text.split()[1] for text in await delivered(store)] == ["later", "hello", "back"]
    changes = [(one.unreachable, one.reachable) for one in told]
    anna = account("anna").key
    assert ((anna,), ()) in changes
    assert changes[-1] == ((), (anna,))


async def test_a_timer_brings_nobody_back(store: Watched, runner: Runner) -> None:
    await submit_all(runner, [said("later"), left()])
    await Timers(store, runner.submit).fire_due(NOW + timedelta(hours=2))
    assert await delivered(store) == []


async def test_leaving_and_coming_back_in_one_batch_is_neither(
    store: Watched, runner: Runner, told: list[Changes]
) -> None:
    await submit_all(runner, [said("one"), left(), said("two")])
    assert len(await delivered(store)) == 3
    assert all(not one.unreachable and not one.reachable for one in told)


async def test_an_input_that_comes_twice_brings_nobody_back(store: Watched, runner: Runner) -> None:
    await runner.submit(said("one", key="1"))
    await runner.submit(left(key="2"))
    await runner.submit(said("one", key="1"))
    assert await delivered(store) == []


async def test_the_runner_tells_of_each_batch_after_it_was_committed(
    store: Watched, runner: Runner, told: list[Changes]
) -> None:
    await runner.submit(said("one", key="1"))
    (changes,) = told
    assert changes.handled == (("1", account("anna").key),)
    assert len(changes.replies) == 1


async def test_who_can_be_reached_again_without_a_word_gets_what_waited(
    store: Watched, runner: Runner, told: list[Changes]
) -> None:
    await submit_all(runner, [said("later"), left()])
    await runner.submit(Incoming(account("anna"), Returned(), NOW, "back"))
    assert (await delivered(store))[0].split()[1] == "later"
    assert told[-1].reachable == (account("anna").key,)
