"""Nothing is sent to who is gone; what waits is sent in order when they return."""

from __future__ import annotations

from datetime import timedelta

from bot.changes import Changes
from bot.ports import Marks
from bot.sending import SendFailed
from tests.delivery.conftest import World, account

GONE = SendFailed("blocked by the user", gone=True)


async def returns(world: World, user: str = "anna") -> None:
    """Commit that the user came back, as the runner does."""
    await world.commit(Changes(reachable=[account(user).key], at=world.time.now()))
    await world.time.settled()


async def test_who_is_gone_is_not_called_again_and_others_are(world: World) -> None:
    world.chats.trouble["anna"].append(GONE)
    await world.say(("anna", "1"), ("anna", "2"), ("ben", "1"))
    await world.start()
    await world.say(("anna", "3"), ("ben", "2"))
    await world.time.advance(2000)
    assert world.chats.times("anna") == [0]
    assert world.chats.taken == {"ben": ["1", "2"]}
    assert [text for _, text, _ in await world.left_over()] == ["1", "2", "3"]
    assert world.delivery.counts["chat", "gone"] == 1


async def test_who_returns_gets_all_that_waited_in_order_however_old(world: World) -> None:
    world.chats.trouble["anna"].append(GONE)
    await world.say(("anna", "1"), ("anna", "2"))
    await world.start()
    await world.say(("anna", "3"))
    await world.time.advance(600)
    world.time.set_clock(timedelta(days=40))
    await world.start()
    assert world.chats.times("anna") == [0]
    await world.say(("anna", "4"))
    await returns(world)
    assert world.chats.taken["anna"] == ["1", "2", "3", "4"]
    assert await world.left_over() == []


async def test_who_leaves_is_not_called_even_once(world: World) -> None:
    await world.start()
    await world.say(("ben", "hello"), ("anna", "hello"))
    await world.time.settled()
    await world.commit(Changes(unreachable=[account("anna").key], at=world.time.now()))
    await world.say(("anna", "1"))
    await world.time.advance(100)
    assert world.chats.taken["anna"] == ["hello"]
    await returns(world)
    assert world.chats.taken["anna"] == ["hello", "1"]


async def test_who_leaves_while_a_message_is_on_its_way_gets_no_other(world: World) -> None:
    world.chats.delay = 5.0
    await world.say(("anna", "1"), ("anna", "2"))
    await world.start()
    await world.commit(Changes(unreachable=[account("anna").key], at=world.time.now()))
    await world.time.advance(60)
    assert world.chats.taken["anna"] == ["1"]
    await returns(world)
    await world.time.advance(60)
    assert world.chats.taken["anna"] == ["1", "2"]


async def test_who_leaves_while_throttled_is_not_called_when_the_time_comes(world: World) -> None:
    world.chats.trouble["anna"].append(SendFailed("slow down", retry_after=5.0))
    await world.say(("anna", "1"), ("anna", "2"))
    await world.start()
    await world.commit(Changes(unreachable=[account("anna").key], at=world.time.now()))
    await world.time.advance(60)
    assert world.chats.times("anna") == [0]
    await returns(world)
    assert world.chats.taken["anna"] == ["1", "2"]


async def test_who_does_something_while_the_refusal_is_on_its_way_is_not_gone(
    world: World,
) -> None:
    world.chats.delay = 5.0
    world.chats.trouble["anna"].append(GONE)
    await world.say(("anna", "1"))
    await world.start()
    here = Changes(accounts=[account("anna")], handled=[("k", account("anna").key)])
    world.delivery.committed(here)
    await world.time.advance(60)
    assert world.chats.taken["anna"] == ["1"]


async def test_who_comes_back_while_it_is_written_that_they_are_gone_is_not_forgotten(
    world: World,
) -> None:
    world.chats.trouble["anna"].append(GONE)
    mark = world.store.mark

    async def slow(marks: Marks) -> None:
        await mark(marks)
        here = Changes(accounts=[account("anna")], handled=[("k", account("anna").key)])
        world.delivery.committed(here)
        world.store.mark = mark  # type: ignore[method-assign]

    world.store.mark = slow  # type: ignore[method-assign]
    await world.say(("anna", "1"))
    await world.start()
    await world.time.advance(5)
    assert world.chats.taken["anna"] == ["1"]
