"""Each chat gets its messages in order, once; one chat holds up no other."""

from __future__ import annotations

import asyncio

from bot.account import Account
from bot.changes import Changes, NewReply, encode_reply
from bot.ports import EVERYONE, Marks, OutboxRow, Whose
from dialogues.reply import Reply
from tests.delivery.conftest import World


async def test_what_was_said_is_sent_in_order_and_not_kept(world: World) -> None:
    await world.say(("anna", "1"), ("ben", "1"), ("anna", "2"))
    await world.start()
    await world.say(("anna", "3"), ("ben", "2"))
    await world.time.settled()
    assert world.chats.taken == {"anna": ["1", "2", "3"], "ben": ["1", "2"]}
    assert await world.left_over() == []
    assert world.delivery.counts == {("chat", "sent"): 5}


async def test_a_long_line_of_messages_comes_in_order(world: World) -> None:
    await world.say(*((user, str(number)) for number in range(100) for user in ("anna", "ben")))
    await world.start()
    await world.say(("anna", "100"))
    await world.time.settled()
    assert world.chats.taken["anna"] == [str(number) for number in range(101)]
    assert world.chats.taken["ben"] == [str(number) for number in range(100)]


async def test_chats_do_not_wait_for_each_other(world: World) -> None:
    world.chats.delay = 5.0
    await world.say(*((f"user{n}", "hello") for n in range(40)))
    await world.start()
    await world.time.advance(5)
    assert world.chats.most_at_once == 40
    assert len(world.chats.taken) == 40


async def test_the_next_message_goes_out_after_the_mark_of_the_one_before(world: World) -> None:
    left: list[list[str]] = []
    all_sent = asyncio.Event()
    send = world.chats.send

    async def looking(account: Account, reply: Reply) -> str | None:
        left.append([text for _, text, _ in await world.left_over()])
        if len(left) == 3:
            all_sent.set()
        return await send(account, reply)

    world.chats.send = looking  # type: ignore[method-assign]
    await world.say(("anna", "1"), ("anna", "2"), ("anna", "3"))
    await world.start()
    await all_sent.wait()
    assert left == [["1", "2", "3"], ["2", "3"], ["3"]]


async def test_a_kill_repeats_at_most_the_message_in_flight_of_each_chat(world: World) -> None:
    await world.say(*((user, str(number)) for number in range(5) for user in ("anna", "ben")))
    world.store.marking = False
    await world.start()
    assert world.chats.taken == {"anna": ["0"], "ben": ["0"]}
    world.store.marking = True
    await world.start()
    for user in ("anna", "ben"):
        assert world.chats.taken[user] == ["0", "0", "1", "2", "3", "4"]


async def test_messages_of_a_platform_without_a_sender_stay(world: World) -> None:
    elsewhere = Account("elsewhere", "bot", "anna")
    reply = NewReply(elsewhere.key, encode_reply(Reply("1")), world.time.now())
    await world.start()
    await world.commit(Changes(accounts=[elsewhere], replies=[reply], at=world.time.now()))
    await world.say(("anna", "2"))
    await world.time.settled()
    assert world.chats.taken == {"anna": ["2"]}
    assert await world.left_over() == [("anna", "1", "waiting")]


async def test_a_message_that_arrives_while_others_are_marked_is_marked_next(world: World) -> None:
    send, mark, marking = world.chats.send, world.store.mark, asyncio.Event()

    async def slow(account: Account, reply: Reply) -> str | None:
        if account.user == "ben":
            await marking.wait()
        return await send(account, reply)

    async def meanwhile(marks: Marks) -> None:
        marking.set()
        for _ in range(9):
            await asyncio.sleep(0)
        await mark(marks)

    world.chats.send, world.store.mark = slow, meanwhile  # type: ignore[method-assign]
    await world.say(("anna", "1"), ("ben", "1"), ("anna", "2"), ("ben", "2"))
    await world.start()
    assert world.chats.taken == {"anna": ["1", "2"], "ben": ["1", "2"]}
    assert await world.left_over() == []


async def test_what_is_said_while_the_outbox_is_read_is_read_next(world: World) -> None:
    read = world.store.waiting

    async def meanwhile(after: int, limit: int, whose: Whose = EVERYONE) -> list[OutboxRow]:
        rows = await read(after, limit, whose)
        world.store.waiting = read  # type: ignore[method-assign]
        await world.say(("anna", "2"))
        return rows

    world.store.waiting = meanwhile  # type: ignore[method-assign]
    await world.say(("anna", "1"))
    await world.start()
    assert world.chats.taken["anna"] == ["1", "2"]
