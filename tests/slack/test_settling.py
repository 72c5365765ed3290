"""What becomes of a message when its question is settled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from adapters.slack.updating import KEPT, STEADY, Updates
from bot.sending import SendFailed
from dialogues.reply import Reply
from tests.delivery.passing import Passing
from tests.slack.desk import Desk, Raw, Refusal, desk
from tests.slack.judge import judge
from tests.slack.there import ANNA, BEN, GO_ON, There, Workspaces, blocks, photo

LONG = Refusal("ratelimited", 429, "30")


class Changing:
    """Changes of messages, in a time that passes when the test says so."""

    def __init__(self, desk: Desk, updates: Updates, tokens: Workspaces, time: Passing) -> None:
        self.desk, self.tokens = desk, tokens
        self._updates, self._time = updates, time

    async def changes(self, ts: str, text: str) -> None:
        await self._updates.change(ANNA, "xoxb-1", {"channel": "D7", "ts": ts, "text": text})

    async def passes(self, seconds: float) -> None:
        """Let so many seconds pass, and all happen that then does."""
        await self._time.advance(seconds)

    def changed(self) -> list[str]:
        """Return the calls so far, each as the time stamp and the text."""
        return [f"{params['ts']} {params['text']}" for params in self.desk.sent("chat.update")]


@pytest.fixture
async def late() -> AsyncIterator[Changing]:
    time, tokens = Passing(), Workspaces()
    async with desk() as (open, api):
        updates = Updates(api, tokens, time)
        task = asyncio.create_task(updates.run())
        yield Changing(open, updates, tokens, time)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


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


async def test_the_words_of_a_message_of_which_no_copy_is_kept_are_read_in_the_chat(
    there: There,
) -> None:
    ref = await there.sender.send(ANNA, Reply("*Why* & how?", (GO_ON,), 4, form="text"))
    assert ref
    sent = there.desk.sent()[-1]
    (_, ts) = ref.split(":")
    there.desk.will("conversations.history", {"messages": [{**sent, "ts": ts}]})
    await there.sender.settle(ANNA, ref, Reply(""), "Continue")
    (read,) = there.desk.sent("conversations.history")
    assert read == {"channel": "D7", "latest": ts, "inclusive": "true", "limit": "1"}
    update = there.desk.sent("chat.update")[-1]
    judge(update)
    assert update["text"] == f"{sent['text']}\n\n→ Continue"
    assert update["blocks"][:-1] == sent["blocks"][:1]
    assert blocks(update) == ["section", "section"]


@pytest.mark.parametrize(
    "told",
    [
        Refusal("missing_scope"),
        Refusal("ratelimited", 429, "60"),
        {},
        {"messages": []},
        {"messages": ["Why?"]},
        {"messages": [{"ts": "9.9", "text": "The one before."}]},
        {"messages": [{"ts": "17.2", "text": ""}]},
    ],
)
async def test_a_message_that_slack_does_not_tell_stays_as_it_is(
    there: There, told: object
) -> None:
    ref = await there.sender.send(ANNA, Reply("Why?", (GO_ON,), 4))
    assert ref
    there.desk.will("conversations.history", told)
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


async def test_buttons_that_wait_for_a_long_pause_go_after_it(late: Changing) -> None:
    late.desk.will("chat.update", LONG)
    for ts in ("1.1", "1.2"):
        await late.changes(ts, "Why?")
    await late.passes(29.9)
    assert late.changed() == ["1.1 Why?"]
    await late.passes(0.1)
    await late.passes(STEADY)
    assert late.changed() == ["1.1 Why?", "1.1 Why?", "1.2 Why?"]
    await late.changes("1.3", "Why?")
    assert late.changed()[-1] == "1.3 Why?"


async def test_a_second_pause_is_kept_to_and_nothing_is_forgotten(late: Changing) -> None:
    late.desk.will("chat.update", LONG, LONG)
    await late.changes("1.1", "Why?")
    await late.passes(30)
    await late.passes(29.9)
    assert late.changed() == ["1.1 Why?"] * 2
    await late.passes(0.1)
    assert late.changed() == ["1.1 Why?"] * 3


async def test_a_message_becomes_what_it_is_to_be_last(late: Changing) -> None:
    late.desk.will("chat.update", LONG, LONG)
    await late.changes("1.1", "Why?")
    await late.changes("1.1", "Withdrawn.")
    await late.passes(30)  # Slack puts it off again
    await late.changes("1.1", "Nothing.")
    await late.passes(30)
    await late.passes(60)
    assert late.changed() == ["1.1 Why?", "1.1 Withdrawn.", "1.1 Nothing."]


async def test_what_cannot_be_changed_late_holds_up_no_other(
    late: Changing, caplog: pytest.LogCaptureFixture
) -> None:
    late.desk.will("chat.update", LONG, "cut", Raw(500, b""), Refusal("token_revoked"))
    for ts in ("1.1", "1.2", "1.3", "1.4"):
        await late.changes(ts, "Secret words")
    for seconds in (30, STEADY, STEADY, STEADY):
        await late.passes(seconds)
    assert late.changed()[-1] == "1.4 Secret words"
    assert "Secret" not in caplog.text


async def test_of_very_many_changes_the_oldest_are_given_up(late: Changing) -> None:
    late.desk.will("chat.update", LONG)
    for number in range(KEPT + 1):
        await late.changes(f"1.{number}", "Why?")
    await late.passes(30)
    assert late.changed()[1:] == ["1.1 Why?"]


async def test_while_tokens_cannot_be_read_buttons_stay_and_the_next_go(late: Changing) -> None:
    late.desk.will("chat.update", LONG)
    for ts in ("1.1", "1.2"):
        await late.changes(ts, "Why?")
    late.tokens.up = False
    await late.passes(30)
    late.tokens.up = True
    await late.passes(STEADY)
    assert late.changed()[1:] == ["1.2 Why?"]


async def test_a_workspace_that_took_the_app_away_meanwhile_is_called_no_more(
    late: Changing,
) -> None:
    late.desk.will("chat.update", LONG)
    await late.changes("1.1", "Why?")
    del late.tokens.tokens["T1"]
    await late.passes(60)
    assert late.changed() == ["1.1 Why?"]
