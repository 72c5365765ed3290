"""A message that needs a consent is sent only as long as the consent holds."""

from __future__ import annotations

from typing import Any

import pytest

from bot.account import Account
from bot.changes import Changes, NewReply, encode_reply
from bot.delivery import Delivery
from bot.sending import SendFailed
from dialogues.reply import Reply
from tests.delivery.conftest import World, account

TROUBLE = SendFailed("too many", retry_after=2)
"""So short that what waits stays in memory."""


async def say(
    world: World, *messages: tuple[str, str | None], to: str = "anna", **changes: Any
) -> None:
    """Say these texts to one user, each with the consent that it needs."""
    user, now = account(to), world.time.now()
    replies = [
        NewReply(user.key, encode_reply(Reply(text)), now, consent) for text, consent in messages
    ]
    await world.commit(Changes(accounts=[user], replies=replies, at=now, **changes))


class Withdrawing:
    """A sender in whose every call the consent c1 is withdrawn."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.taken: list[str] = []

    async def send(self, account: Account, reply: Reply) -> None:
        self.taken.append(reply.text)
        await say(self.world, withdrawn=["c1"])

    async def settle(self, account: Account, ref: str, reply: Reply, words: str | None) -> None:
        raise AssertionError("nothing was sent that could be settled")


async def test_what_is_not_withdrawn_is_sent_in_its_order(world: World) -> None:
    await say(world, ("before", None), ("summary", "c1"), ("after", None))
    await world.start()
    assert world.chats.taken["anna"] == ["before", "summary", "after"]


@pytest.mark.parametrize("read", [False, True])
async def test_what_is_withdrawn_before_it_is_claimed_is_never_sent(
    world: World, *, read: bool
) -> None:
    world.chats.trouble["anna"] += [TROUBLE]
    if read:  # it lies in memory, behind one that has to wait
        await world.start()
    await say(world, ("before", None), ("summary", "c1"), ("other", "c2"), ("after", None))
    await world.time.settled() if read else None
    await say(world, withdrawn=["c1"])
    await (world.time.advance(120) if read else world.start())
    await world.time.advance(120)
    assert world.chats.taken["anna"] == ["before", "other", "after"]


async def test_what_is_withdrawn_while_it_waits_for_another_try_is_never_sent(
    world: World,
) -> None:
    world.chats.trouble["anna"] += [TROUBLE]
    await world.start()
    await say(world, ("summary", "c1"), ("after", None))
    await world.time.settled()
    assert [call.text for call in world.chats.calls] == ["summary"]
    await say(world, withdrawn=["c1"])
    await world.time.advance(120)
    assert world.chats.taken["anna"] == ["after"]
    assert await world.left_over() == []


async def test_what_replaces_a_withdrawn_message_under_its_consent_is_sent(world: World) -> None:
    await say(world, ("old", "c1"))
    await say(world, ("new", "c1"), withdrawn=["c1"])
    await world.start()
    assert world.chats.taken["anna"] == ["new"]


async def test_a_chat_without_a_pace_sends_nothing_that_is_withdrawn(world: World) -> None:
    sender = Withdrawing(world)
    await say(world, ("first", None), ("other", "c2"))
    await say(world, ("summary", "c1"), to="ben")  # read together with the first
    delivery = Delivery(world.store, {"chat": sender}, time=world.time)
    assert await delivery.drain(world.time.now()) == 2
    assert sender.taken == ["first", "other"]


async def test_it_is_written_down_what_may_be_on_its_way(world: World) -> None:
    await say(world, ("summary", "c1"))
    [row] = await world.store.waiting(0, 10)
    assert await world.store.claim([row.id], world.time.now()) == [row.id]
    await say(world, withdrawn=["c1"])
    assert await world.store.claim([row.id], world.time.now()) == []
