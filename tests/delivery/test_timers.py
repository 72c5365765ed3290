"""The loop of the timers: each fires when its time has come, whatever clock and store do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.changes import Changes, NewTimer
from bot.ports import Incoming, Receipt, StoreUnavailable
from bot.timers import NAP, Timers
from dialogues.input import Fired
from dialogues.turn import SetTimer
from tests.delivery.conftest import World, account


class Fires:
    """Stands for the runner: notes what it is handed, and forgets the timer."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.at: list[float] = []
        self.down = False

    async def submit(self, incoming: Incoming) -> Receipt:
        if self.down:
            raise StoreUnavailable("the store is down")
        assert isinstance(incoming.input, Fired)
        self.at.append(self._world.time.monotonic() - 1000)
        key = incoming.account.key
        done = Changes(fired=[(key, incoming.input.timer)], at=incoming.at)
        await self._world.store.commit([key], [], lambda _: done)
        return Receipt()


@pytest.fixture
def fires(world: World) -> Fires:
    return Fires(world)


@pytest.fixture
async def timers(world: World, fires: Fires) -> AsyncIterator[Timers]:
    timers = Timers(world.store, fires.submit, time=world.time)
    running = asyncio.create_task(timers.run())
    await world.time.settled()
    yield timers
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def set_timer(world: World, timers: Timers, seconds: float, user: str = "anna") -> None:
    due = world.time.now() + timedelta(seconds=seconds)
    change = NewTimer(account(user).key, SetTimer("later", due, 1))
    changes = Changes(accounts=[account(user)], timers=[change], at=world.time.now())
    await world.store.commit([account(user).key], [], lambda _: changes)
    timers.committed(changes)
    await world.time.settled()


async def test_a_timer_fires_at_its_time_also_one_that_was_set_meanwhile(
    world: World, timers: Timers, fires: Fires
) -> None:
    await set_timer(world, timers, 100.5)
    await set_timer(world, timers, 7, "ben")
    await world.time.advance(200)
    assert fires.at == [7, 100.5]
    assert max(world.time.rests) == NAP


async def test_a_clock_that_is_put_forward_is_noticed_soon_and_put_back_does_no_harm(
    world: World, timers: Timers, fires: Fires
) -> None:
    await set_timer(world, timers, 86_400)
    world.time.set_clock(timedelta(days=1))
    await world.time.advance(NAP)
    assert fires.at == [NAP]
    world.time.set_clock(timedelta(days=-2))
    await set_timer(world, timers, 60)
    await world.time.advance(100)
    assert fires.at == [NAP, NAP + 60]


async def test_a_timer_fires_when_the_store_is_back(
    world: World, timers: Timers, fires: Fires, caplog: pytest.LogCaptureFixture
) -> None:
    fires.down = True
    await set_timer(world, timers, 10)
    await world.time.advance(600)
    assert len(world.time.rests) < 40
    fires.down = False
    await world.time.advance(NAP)
    assert len(fires.at) == 1
    assert caplog.text.count("timers wait") == 1


async def test_the_loop_ends_when_it_is_stopped(world: World, fires: Fires) -> None:
    timers = Timers(world.store, fires.submit, time=world.time)
    running = asyncio.create_task(timers.run())
    await world.time.settled()
    timers.stop()
    await running
