"""Whatever goes wrong in whatever order: all arrives, in order, and repeats only where it must."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from itertools import groupby
from random import Random

import pytest

from bot.changes import Changes
from bot.pace import Pace, Rate
from bot.sending import SendFailed
from tests.delivery.conftest import World, account

USERS = [f"user{number}" for number in range(6)]
WEATHER = ["say", "say", "say", "fail", "fail", "kill", "fell", "back", "pass", "pass"]
TROUBLE = [
    SendFailed("slow down", retry_after=1.0),
    SendFailed("slow down", retry_after=300.0),
    SendFailed("502"),
    SendFailed("no answer", ambiguous=True),
    SendFailed("blocked", gone=True),
]


class Weather:
    """What happens, and how often something did that may make messages repeat."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.random = Random(seed)  # noqa: S311  # the same every time
        self.pace = self.random.choice([Pace(), Pace(Rate(1.0, burst=3), Rate(10.0, burst=3))])
        self.kills = self.lost = self.said = 0
        world.chats.delay = self.random.choice([0.0, 0.7])

    async def say(self, user: str) -> None:
        texts = [str(self.said + number) for number in range(self.random.randint(1, 12))]
        self.said += len(texts)
        await self.world.say(*((user, text) for text in texts))

    async def fail(self, user: str) -> None:
        error = self.random.choice(TROUBLE)
        if not self.world.chats.trouble[user]:  # never twice without an answer
            self.lost += error.ambiguous
            self.world.chats.trouble[user].append(error)

    async def kill(self, user: str) -> None:
        self.kills += 1
        await self.start()

    async def fell(self, user: str) -> None:
        self.world.store.marking = not self.world.store.marking

    async def back(self, user: str) -> None:
        await come_back(self.world, user)

    async def pass_(self, user: str) -> None:
        await self.world.time.advance(self.random.choice([0.3, 3.0, 40.0]))

    async def start(self) -> None:
        await self.world.start(paces={"chat": self.pace})

    async def clear_up(self) -> None:
        """Let everything that can still happen happen."""
        self.world.store.marking = True
        for _ in range(4):
            await self.world.time.advance(700)
            await come_back(self.world, *USERS)
        await self.world.time.advance(700)


@pytest.mark.parametrize("seed", range(12))
async def test_all_messages_arrive_in_order_and_repeat_only_for_a_reason(
    world: World, seed: int
) -> None:
    weather = Weather(world, seed)
    await weather.start()
    for _ in range(60):
        await happen(weather)
    await weather.clear_up()
    assert await world.left_over() == []
    assert sum(len(set(texts)) for texts in world.chats.taken.values()) == weather.said
    repeats = 0
    for texts in world.chats.taken.values():
        runs = [int(text) for text, _ in groupby(texts)]
        assert runs == sorted(set(runs))
        repeats += len(texts) - len(runs)
    assert repeats <= weather.lost + weather.kills * len(USERS)


async def happen(weather: Weather) -> None:
    what, user = weather.random.choice(WEATHER), weather.random.choice(USERS)
    events: Mapping[str, Callable[[str], Awaitable[None]]] = {
        "say": weather.say,
        "fail": weather.fail,
        "kill": weather.kill,
        "fell": weather.fell,
        "back": weather.back,
        "pass": weather.pass_,
    }
    await events[what](user)


async def come_back(world: World, *users: str) -> None:
    """Commit that these users did something."""
    back = [account(user).key for user in users]
    await world.commit(Changes(reachable=back, at=world.time.now()))
