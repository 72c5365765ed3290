"""Replies on their way to a private chat."""

from __future__ import annotations

import pytest

from bot.sending import SendFailed
from dialogues.reply import Choice, Image, Reply
from tests.telegram.desk import CUT, SILENT, Call, Raw, Refusal
from tests.telegram.there import (
    ANNA,
    BLOCKED,
    DOWN,
    GO_ON,
    NO_BUTTONS,
    There,
    failed,
)


async def test_a_message_with_buttons_has_a_reference_and_one_without_has_none(
    there: There,
) -> None:
    assert await there.sender.send(ANNA, Reply("Hi")) is None
    assert await there.sender.send(ANNA, Reply("Why?", (GO_ON,), 3)) == "2"
    assert there.said[0] == Call("sendMessage", {"chat_id": 7, "text": "Hi"})


async def test_a_long_reply_that_failed_in_the_middle_goes_on_there(there: There) -> None:
    reply = Reply("One two three. " * 600, (GO_ON,), 3)
    there.desk.will("sendMessage", {"message_id": 1}, DOWN, {"message_id": 2}, {"message_id": 3})
    begun = (await failed(there, reply)).begun
    assert begun
    assert begun.taken == 1
    assert await begun.rest() == "3"
    texts = [call.params["text"] for call in there.said]
    assert texts[1] == texts[2]
    assert "".join([texts[0], *texts[2:]]).replace(" ", "") == "Onetwothree." * 600


async def test_a_reply_that_failed_in_the_middle_and_is_said_anew_is_sent_whole(
    there: There,
) -> None:
    reply = Reply("One two three. " * 600)
    there.desk.will("sendMessage", {"message_id": 1}, DOWN)
    await failed(there, reply)
    await there.sender.send(ANNA, reply)
    assert len(there.said) == 2 + 3


async def test_where_a_reply_failed_is_said_anew_with_every_failure(there: There) -> None:
    there.desk.will("sendMessage", {"message_id": 1}, DOWN, DOWN, {"message_id": 2}, CUT)
    begun = (await failed(there, Reply("One two three. " * 600))).begun
    for taken in (1, 2):
        assert begun
        with pytest.raises(SendFailed) as error:
            await begun.rest()
        begun = error.value.begun
        assert begun
        assert begun.taken == taken


async def test_words_that_stand_for_a_picture_go_on_where_they_failed(there: There) -> None:
    image = Image("", "A lens.", "The lens.", "One two three. " * 600)
    there.desk.will("sendMessage", {"message_id": 1}, DOWN)
    begun = (await failed(there, Reply("Look.", (GO_ON,), 3, image))).begun
    assert begun
    assert await begun.rest() == "words:2"
    assert [call.method for call in there.said] == ["sendMessage"] * 4
    assert there.said[1].params["text"] == there.said[2].params["text"]


async def test_a_message_whose_looks_are_not_taken_is_sent_plain(there: There) -> None:
    there.desk.will("sendMessage", Refusal(400, "Bad Request: can't parse entities: x"))
    await there.sender.send(ANNA, Reply("**Hi**"))
    assert ["entities" in call.params for call in there.said] == [True, False]


async def test_buttons_that_are_too_many_for_telegram_become_fewer_and_at_last_none(
    there: There,
) -> None:
    too_long = Refusal(400, "Bad Request: reply markup is too long")
    there.desk.will("sendMessage", too_long, too_long, too_long)
    choices = tuple(Choice(f"place-{n}", f"A place by the sea, number {n}") for n in range(5))
    assert await there.sender.send(ANNA, Reply("Where?", choices, 3)) == "1"
    sent = [call.params.get("reply_markup", NO_BUTTONS) for call in there.said]
    assert [len(buttons["inline_keyboard"]) for buttons in sent] == [5, 2, 1, 0]


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (BLOCKED, {"gone": True}),
        (Refusal(429, "slow", {"retry_after": 9}), {"retry_after": 9}),
        (Refusal(429, "slow"), {"retry_after": 5}),
        (Refusal(400, "up", {"migrate_to_chat_id": -1001}), {"moved_to": "-1001"}),
        (Refusal(400, "Bad Request: message text is empty"), {"permanent": True}),
        (DOWN, {"permanent": False, "ambiguous": False}),
        (CUT, {"ambiguous": True}),
        (SILENT, {"ambiguous": True}),
        (Raw(200, b"?"), {"ambiguous": True}),
    ],
)
async def test_a_failure_says_what_delivery_has_to_know(
    there: There, answer: object, what: dict[str, object]
) -> None:
    there.desk.will("sendMessage", answer)
    error = await failed(there, Reply("my words"))
    assert {name: getattr(error, name) for name in what} == what
    assert "words" not in str(error)
    assert "secret" not in str(error)
