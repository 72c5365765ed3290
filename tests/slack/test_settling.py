"""What becomes of a message when its question is settled."""

from __future__ import annotations

import pytest

from adapters.slack.updating import Updates
from bot.sending import SendFailed
from dialogues.reply import Reply
from tests.slack.desk import Refusal, desk
from tests.slack.judge import judge
from tests.slack.there import (
    ANNA,
    BEN,
    GO_ON,
    There,
    blocks,
    photo,
)


async def test_the_buttons_go_and_the_choice_is_said_and_the_picture_stays(there: There) -> None:
    ref = await there.sender.send(ANNA, photo())
    assert ref
    await there.another().settle(ANNA, ref, photo(), "Continue")
    (update,) = there.desk.sent("chat.update")
    judge(update)
    assert (update["channel"], update["ts"]) == ("D7", "17.5")
    assert blocks(update) == ["image", "section", "section"]
    assert update["text"].endswith("→ Continue")


async def test_a_message_of_whose_words_no_copy_is_kept_is_changed_to_the_line_that_is(
    there: There,
) -> None:
    for sent in (photo(), Reply("Why?", (GO_ON,), 4)):
        ref = await there.sender.send(ANNA, sent)
        assert ref
        await there.sender.settle(ANNA, ref, Reply("It was withdrawn."), None)
        update = there.desk.sent("chat.update")[-1]
        judge(update)
        assert (update["text"], blocks(update)) == ("It was withdrawn.", ["section"])


async def test_a_message_whose_words_are_not_kept_stays_as_it_is(there: There) -> None:
    ref = await there.sender.send(ANNA, Reply("Why?", (GO_ON,), 4))
    assert ref
    await there.sender.settle(ANNA, ref, Reply(""), "Continue")
    assert there.desk.sent("chat.update") == []


@pytest.mark.parametrize(
    "code", ["message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"]
)
async def test_a_message_that_cannot_be_changed_is_no_failure(there: There, code: str) -> None:
    there.desk.will("chat.update", Refusal(code))
    await there.sender.settle(ANNA, "D7:1.1", Reply("Why?", (GO_ON,), 3), "Continue")
    assert len(there.desk.calls) == 1


async def test_blocks_that_are_not_taken_go_with_the_buttons(there: There) -> None:
    there.desk.will("chat.update", Refusal("invalid_blocks"))
    await there.sender.settle(ANNA, "D7:1.1", Reply("Why?", (GO_ON,), 3), "Continue")
    plain = there.desk.sent("chat.update")[-1]
    assert (plain["text"], plain["blocks"]) == ("Why?\n\n→ Continue", [])


async def test_a_change_that_slack_puts_off_is_tried_again(there: There) -> None:
    there.desk.will("chat.update", Refusal("ratelimited", 429, "3"))
    with pytest.raises(SendFailed) as error:
        await there.sender.settle(ANNA, "D7:1.1", Reply("Why?", (GO_ON,), 3), None)
    assert error.value.retry_after == 3.0


async def test_a_long_pause_for_changes_holds_up_no_message_and_is_kept_to(there: There) -> None:
    asked = Reply("Why?", (GO_ON,), 3)
    there.desk.will("chat.update", Refusal("ratelimited", 429, "30"))
    await there.sender.settle(ANNA, "D7:1.1", asked, None)
    await there.sender.settle(ANNA, "D7:1.2", asked, None)
    await there.sender.settle(BEN, "D7:1.3", asked, None)
    assert [params["ts"] for params in there.desk.sent("chat.update")] == ["1.1", "1.3"]


async def test_after_a_long_pause_messages_are_changed_again() -> None:
    async with desk() as (open, api):
        clock = [0.0]
        updates = Updates(api, clock=lambda: clock[0])
        open.will("chat.update", Refusal("ratelimited", 429, "30"))
        for ts, now in (("1.1", 0.0), ("1.2", 29.9), ("1.3", 30.0)):
            clock[0] = now
            await updates.change(ANNA, "xoxb-1", {"ts": ts})
        assert [params["ts"] for params in open.sent("chat.update")] == ["1.1", "1.3"]
