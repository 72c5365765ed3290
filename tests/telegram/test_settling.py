"""What becomes of a message when its question is settled."""

from __future__ import annotations

import pytest

from bot.sending import SendFailed
from dialogues.reply import Reply
from tests.telegram.desk import Call, Refusal
from tests.telegram.there import (
    ANNA,
    BLOCKED,
    GO_ON,
    NO_BUTTONS,
    There,
    photo,
)


async def test_an_answered_question_loses_its_buttons_and_has_the_answer_in_it(
    there: There,
) -> None:
    await there.sender.settle(ANNA, "5", Reply("Why?", (GO_ON,), 3), "Continue")
    (call,) = there.said
    assert call.method == "editMessageText"
    assert call.params["text"] == "Why?\n\n→ Continue"
    assert call.params["reply_markup"] == NO_BUTTONS


async def test_an_answered_picture_has_the_answer_in_its_caption(there: There) -> None:
    await there.sender.settle(ANNA, "5", photo(), "Continue")
    await there.sender.settle(ANNA, "words:6", photo(), "Continue")
    assert there.desk.methods == ["editMessageCaption", "editMessageText"]
    assert [call.params["message_id"] for call in there.said] == [5, 6]


async def test_a_prompt_that_was_closed_otherwise_only_loses_its_buttons(there: There) -> None:
    await there.sender.settle(ANNA, "5", Reply("Why?", (GO_ON,), 3), None)
    params = {"chat_id": 7, "message_id": 5, "reply_markup": NO_BUTTONS}
    assert there.said == [Call("editMessageReplyMarkup", params)]


async def test_a_message_whose_words_are_not_kept_only_loses_its_buttons(there: There) -> None:
    await there.sender.settle(ANNA, "5", Reply(""), "Continue")
    params = {"chat_id": 7, "message_id": 5, "reply_markup": NO_BUTTONS}
    assert there.said == [Call("editMessageReplyMarkup", params)]


async def test_when_the_text_is_not_taken_at_least_the_buttons_go(there: There) -> None:
    there.desk.will("editMessageText", Refusal(400, "Bad Request: MESSAGE_TOO_LONG"))
    await there.sender.settle(ANNA, "5", Reply("Why?", (GO_ON,), 3), "Continue")
    assert there.desk.methods == ["editMessageText", "editMessageReplyMarkup"]


@pytest.mark.parametrize(
    "words",
    [
        "message is not modified",
        "message to edit not found",
        "message can't be edited",
        "MESSAGE_ID_INVALID",
    ],
)
async def test_a_message_that_is_already_so_or_gone_is_no_failure(there: There, words: str) -> None:
    there.desk.will("editMessageText", Refusal(400, f"Bad Request: {words}"))
    await there.sender.settle(ANNA, "5", Reply("Why?", (GO_ON,), 3), "Continue")
    assert there.desk.methods == ["editMessageText"]


async def test_an_edit_that_has_to_wait_says_so(there: There) -> None:
    there.desk.will("editMessageText", Refusal(429, "slow", {"retry_after": 9}), BLOCKED)
    for waits, gone in ((9, False), (None, True)):
        with pytest.raises(SendFailed) as error:
            await there.sender.settle(ANNA, "5", Reply("Why?", (GO_ON,), 3), "Continue")
        assert (error.value.retry_after, error.value.gone) == (waits, gone)
