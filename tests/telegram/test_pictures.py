"""Pictures on their way to a private chat."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from adapters.telegram.photos import KEPT_IDS, LONG, SHOWN, Photos
from adapters.telegram.sender import TelegramSender
from bot.account import Account
from dialogues.reply import Image, Reply
from tests.telegram.desk import Call, Refusal
from tests.telegram.door import Quick
from tests.telegram.there import (
    ANNA,
    BLOCKED,
    LAMP,
    LENS,
    NO_PHOTO,
    NOT_A_FILE,
    There,
    build,
    failed,
    photo,
)


async def test_a_picture_is_uploaded_once_and_then_sent_by_its_file_id(there: There) -> None:
    assert await there.sender.send(ANNA, photo()) == "1"
    assert await there.sender.send(ANNA, photo()) == "2"
    assert [call.params["photo"] for call in there.said] == [b"\x89PNG", "large"]
    assert there.studio.drawn == [LENS]
    assert there.said[0].params["caption"] == "The lens."
    assert there.said[0].params["reply_markup"] == there.said[1].params["reply_markup"]


async def test_a_file_id_outlives_the_program(there: There) -> None:
    await there.sender.send(ANNA, photo())
    await there.another().send(ANNA, photo())
    await there.another().send(ANNA, photo(LAMP))
    assert [call.params["photo"] for call in there.said] == [b"\x89PNG", "large", b"\x89PNG"]


async def test_a_picture_that_many_want_at_once_is_uploaded_once(there: There) -> None:
    chats = [Account("telegram", "99", str(user)) for user in range(1, 21)]
    await asyncio.gather(*(there.sender.send(chat, photo()) for chat in chats))
    assert sum(call.params["photo"] == b"\x89PNG" for call in there.said) == 1
    assert len(there.said) == 20
    assert there.studio.drawn == [LENS]


async def test_the_chat_shows_that_a_picture_that_takes_long_is_on_its_way(there: There) -> None:
    time = Quick()

    async def slowly(image: Image) -> Path | None:
        while there.desk.methods.count("sendChatAction") < 3:
            await there.desk.called["sendChatAction"].wait()
            there.desk.called["sendChatAction"].clear()
        return await there.studio.draw(image)

    photos = Photos(there.api, slowly, there.uploads, time=time)
    sender = TelegramSender(there.api, photos, build)
    await sender.send(ANNA, photo())
    assert there.desk.calls[0] == Call("sendChatAction", {"chat_id": 7, "action": "upload_photo"})
    assert time.rests[:3] == [LONG, SHOWN, SHOWN]
    rests = len(time.rests)
    await sender.send(ANNA, Reply("Hi"))
    await sender.send(ANNA, Reply("Bye"))
    assert len(time.rests) == rests  # nothing is said to be on its way any more


async def test_a_picture_that_is_there_at_once_costs_one_call(there: There) -> None:
    await there.sender.send(ANNA, photo())
    await there.another().send(ANNA, photo())
    assert there.desk.methods == ["sendPhoto", "sendPhoto"]


async def test_it_does_not_matter_that_it_cannot_be_shown(there: There) -> None:
    there.desk.will("sendChatAction", Refusal(429, "slow", {"retry_after": 9}))

    async def slowly(image: Image) -> Path | None:
        await there.desk.called["sendChatAction"].wait()
        return await there.studio.draw(image)

    photos = Photos(there.api, slowly, there.uploads, time=Quick())
    sender = TelegramSender(there.api, photos, build)
    assert await sender.send(ANNA, photo()) == "1"
    assert there.desk.methods == ["sendChatAction", "sendPhoto"]


async def test_the_memory_of_file_ids_is_bounded(there: There) -> None:
    for number in range(KEPT_IDS + 1):
        await there.sender.send(ANNA, photo(Image("a/b.svg", "", "", "", str(number))))
    assert len(there.studio.drawn) == KEPT_IDS + 1
    await there.sender.send(ANNA, photo(Image("a/b.svg", "", "", "", str(KEPT_IDS))))
    assert len(there.studio.drawn) == KEPT_IDS + 1
    await there.sender.send(ANNA, photo(Image("a/b.svg", "", "", "", "0")))
    assert len(there.studio.drawn) == KEPT_IDS + 2
    assert there.said[-1].params["photo"] == "large"  # from the store: it is not uploaded again


async def test_a_file_id_that_is_not_taken_any_more_is_replaced(there: There) -> None:
    await there.sender.send(ANNA, photo())
    there.desk.will("sendPhoto", NOT_A_FILE)
    assert await there.sender.send(ANNA, photo()) == "2"
    photos = [call.params["photo"] for call in there.said]
    assert photos == [b"\x89PNG", "large", b"\x89PNG"]


async def test_without_the_store_a_picture_is_sent_all_the_same(there: There) -> None:
    there.uploads.up = False
    await there.sender.send(ANNA, photo())
    await there.sender.send(ANNA, photo())
    assert [call.params["photo"] for call in there.said] == [b"\x89PNG", "large"]


@pytest.mark.parametrize("image", [LENS, Image("", "A lens.", "The lens.", LENS.text)])
async def test_a_picture_that_cannot_be_had_is_said_in_words(there: There, image: Image) -> None:
    there.desk.will("sendPhoto", NO_PHOTO)
    assert await there.sender.send(ANNA, photo(image)) == "words:1"
    assert there.said[-1].method == "sendMessage"
    assert there.said[-1].params["text"] == "The lens.\n\nStep 2 is the lens."


async def test_a_known_picture_that_is_not_taken_here_is_said_in_words(there: There) -> None:
    await there.sender.send(ANNA, photo())
    there.desk.will("sendPhoto", NO_PHOTO)
    assert await there.sender.send(ANNA, photo()) == "words:2"


async def test_a_picture_for_who_is_gone_is_not_said_in_words(there: There) -> None:
    there.desk.will("sendPhoto", BLOCKED)
    assert (await failed(there, photo())).gone
