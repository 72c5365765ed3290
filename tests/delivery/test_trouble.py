"""A store that is down, a stop in the middle, a hundred thousand messages: nothing is lost."""

from __future__ import annotations

import tracemalloc

from bot.changes import Changes, NewReply, encode_reply
from bot.pace import Pace, Rate
from dialogues.reply import Reply
from tests.delivery.conftest import World, account


async def test_what_was_sent_while_the_store_was_down_is_not_sent_again(world: World) -> None:
    await world.say(("anna", "1"), ("anna", "2"), ("ben", "1"))
    world.store.marking = False
    await world.start()
    await world.time.advance(600)
    assert world.chats.taken == {"anna": ["1"], "ben": ["1"]}
    world.store.marking = True
    await world.time.advance(10)
    assert world.chats.taken == {"anna": ["1", "2"], "ben": ["1"]}
    assert await world.left_over() == []


async def test_while_the_store_is_down_it_is_asked_less_and_less(world: World) -> None:
    await world.say(("anna", "1"))
    world.store.failures = 10_000
    await world.start()
    await world.time.advance(600)
    asked = 10_000 - world.store.failures
    assert 100 < asked < 150
    world.store.failures = 0
    await world.time.advance(10)
    assert world.chats.taken["anna"] == ["1"]


async def test_a_stop_lets_messages_arrive_and_marks_them(world: World) -> None:
    world.chats.delay = 2.0
    await world.say(("anna", "1"), ("anna", "2"))
    await world.start()
    stopping = world.stopping(5.0)
    await world.time.advance(4)
    await stopping
    assert world.chats.taken["anna"] == ["1"]
    assert await world.left_over() == [("anna", "2", "waiting")]


async def test_a_stop_waits_no_longer_than_it_has_patience(world: World) -> None:
    world.chats.delay = 60.0
    await world.say(("anna", "1"))
    await world.start()
    stopping = world.stopping(5.0)
    await world.time.advance(4.9)
    assert not stopping.done()
    await world.time.advance(0.2)
    await stopping
    assert await world.left_over() == [("anna", "1", "waiting")]


async def test_memory_is_bounded_with_a_hundred_thousand_messages_waiting(world: World) -> None:
    body = encode_reply(Reply("x" * 1000))
    for first in range(0, 25_000, 5000):
        whom = [account(f"user{number}") for number in range(first, first + 5000)]
        replies = [NewReply(one.key, body, world.time.now()) for _ in range(4) for one in whom]
        await world.commit(Changes(accounts=whom, replies=replies, at=world.time.now()))
    del whom, replies
    tracemalloc.start()
    await world.start(paces={"chat": Pace(Rate(1.0, burst=3), Rate(30.0, burst=5))})
    await world.time.advance(2)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000
    assert 60 <= len(world.chats.calls) <= 65
