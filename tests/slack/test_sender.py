"""Replies on their way to a direct message."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack.api import Api
from adapters.slack.channels import KEPT, Channels
from bot.account import Account
from dialogues.reply import Choice, Document, Reply
from tests.slack.desk import CUT, SILENT, Raw, Refusal
from tests.slack.judge import judge, values
from tests.slack.there import (
    ANNA,
    BEN,
    DOWN,
    GO_ON,
    LONG,
    There,
    failed,
    photo,
)


async def test_the_channel_is_asked_for_once_and_the_token_for_every_message(there: There) -> None:
    assert await there.sender.send(ANNA, Reply("Hi")) is None
    there.tokens.tokens["T1"] = "xoxb-new"
    assert await there.sender.send(ANNA, Reply("Why?", (GO_ON,), 3)) == "D7:17.3"
    assert there.desk.methods == ["conversations.open", *["chat.postMessage"] * 2]
    assert [call.token for call in there.desk.calls] == ["xoxb-1", "xoxb-1", "xoxb-new"]
    assert there.desk.calls[0].params == {"users": "U1"}
    for params in there.desk.sent():
        judge(params)


async def test_a_workspaces_messages_go_out_with_its_own_token(there: There) -> None:
    await there.sender.send(ANNA, Reply("Hi"))
    await there.sender.send(BEN, Reply("Ho"))
    assert [call.token for call in there.desk.calls] == ["xoxb-1"] * 2 + ["xoxb-2"] * 2


async def test_a_channel_that_is_no_more_is_asked_for_again(there: There) -> None:
    await there.sender.send(ANNA, Reply("Hi"))
    there.desk.will("chat.postMessage", Refusal("channel_not_found"))
    there.desk.will("conversations.open", {"channel": {"id": "D8"}})
    await there.sender.send(ANNA, Reply("Ho"))
    assert [params["channel"] for params in there.desk.sent()] == ["D7", "D7", "D8"]
    there.desk.will("chat.postMessage", *[Refusal("channel_not_found")] * 2)
    assert (await failed(there, Reply("Hm"))).gone


def test_no_more_channels_are_known_than_were_needed_lately() -> None:
    channels = Channels(Api(None, ""))  # type: ignore[arg-type]  # nothing is asked
    for number in range(KEPT + 1):
        channels.note(Account("slack", "T1", f"U{number}"), "D1")
    assert channels.known(Account("slack", "T1", "U0")) is None
    assert channels.known(Account("slack", "T1", "U1")) == "D1"


async def test_a_long_reply_that_failed_in_the_middle_goes_on_there(there: There) -> None:
    there.desk.will("chat.postMessage", {"ts": "1.1"}, DOWN)
    failure = await failed(there, LONG)
    assert failure.retry_after is None
    assert failure.begun
    assert failure.begun.taken == 1
    assert await failure.begun.rest() == "D7:17.2"
    texts = [params["text"] for params in there.desk.sent()]
    assert texts[1] == texts[2]
    assert "".join([texts[0], *texts[2:]]).replace(" ", "") == "Onetwothree." * 400


async def test_a_file_is_shared_in_the_chat_after_what_was_said_of_it(there: There) -> None:
    await there.sender.send(ANNA, Reply("All of it", document=Document("mydata")))
    said, place, brought, given = [c for c in there.desk.calls if c.method != "conversations.open"]
    assert said.params["text"] == "All of it"
    assert place.params == {"filename": "mydata.txt", "length": str(len(ANNA.key))}
    assert brought.params == ANNA.key.encode()
    id = {"id": "F3", "title": "mydata.txt"}
    assert given.params == {"files": [id], "channel_id": "D7"}


async def test_a_file_that_failed_is_tried_again_without_its_words(there: There) -> None:
    there.desk.will("files.getUploadURLExternal", DOWN)
    failure = await failed(there, Reply("All of it", document=Document("mydata")))
    assert failure.begun
    await failure.begun.rest()
    assert len(there.desk.sent()) == 1
    assert there.desk.methods[-1] == "files.completeUploadExternal"


async def test_blocks_that_are_not_taken_leave_the_words(there: There) -> None:
    there.desk.will("chat.postMessage", Refusal("invalid_blocks", messages=("no",)))
    await there.sender.send(ANNA, Reply("**Hi**", (GO_ON,), 1))
    _, plain = there.desk.sent()
    assert plain["text"] == "Hi"
    assert "blocks" not in plain


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (Refusal("user_disabled"), {"gone": True}),
        (Refusal("ratelimited", 429, "9"), {"retry_after": 9.0}),
        (Refusal("ratelimited", 429, "junk"), {"retry_after": 5.0}),
        (Refusal("ratelimited", 429), {"retry_after": 5.0}),
        (Refusal("ratelimited", 429, "99999999"), {"retry_after": 3600.0}),
        (Raw(429, b"slow"), {"retry_after": 5.0}),
        (DOWN, {}),
        (Refusal("internal_error"), {}),
        (Refusal("invalid_auth"), {}),
        (Refusal("a learner's words"), {}),
        (Refusal("msg_too_long"), {"permanent": True}),
        (Refusal("never_seen_before"), {"permanent": True}),
        (CUT, {"ambiguous": True}),
        (SILENT, {"ambiguous": True}),
        (Raw(200, b"no json"), {"ambiguous": True}),
        ({"channel": "D7"}, {"ambiguous": True}),
    ],
)
async def test_what_slack_answers_decides_what_becomes_of_the_message(
    there: There, answer: Any, what: dict[str, Any]
) -> None:
    await there.sender.send(ANNA, Reply("Hi"))
    there.desk.will("chat.postMessage", answer)
    error = await failed(there, Reply("secret words"))
    found = {
        name: value
        for name in ("permanent", "retry_after", "ambiguous", "gone")
        if (value := getattr(error, name))
    }
    assert found == what
    assert "words" not in str(error)
    assert "xoxb" not in str(error)
    assert str(there.desk.port) not in str(error)


@pytest.mark.parametrize("answer", [CUT, SILENT, Raw(200, b"")])
async def test_no_answer_before_the_message_went_out_is_no_doubt_about_it(
    there: There, answer: Any
) -> None:
    there.desk.will("conversations.open", answer)
    assert not (await failed(there, Reply("Hi"))).ambiguous
    there.desk.will("files.getUploadURLExternal", answer)
    assert not (await failed(there, photo())).ambiguous
    assert not there.desk.sent()


async def test_a_server_that_is_not_there_is_tried_again(there: There) -> None:
    there.api._base = "http://127.0.0.1:1/api/"
    error = await failed(there, Reply("Hi"))
    assert [error.ambiguous, error.permanent, error.gone] == [False] * 3


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked"])
async def test_a_workspace_without_the_app_is_told_of_once_and_called_no_more(
    there: There, code: str
) -> None:
    there.desk.will("conversations.open", Refusal(code))
    assert (await failed(there, Reply("Hi"))).gone
    assert (await failed(there, Reply("Hi"))).gone
    assert there.tokens.gone == [("T1", "xoxb-1")]
    assert there.desk.methods == ["conversations.open"]
    await there.sender.send(BEN, Reply("Hi"))


async def test_a_token_that_cannot_be_read_is_waited_for(there: There) -> None:
    there.tokens.up = False
    error = await failed(there, Reply("Hi"))
    assert [error.permanent, error.gone] == [False] * 2


async def test_the_page_is_shown_and_is_no_message(there: There) -> None:
    page = Reply("**Here**", (Choice("menu", "Menu"),), form="home")
    assert await there.sender.send(ANNA, page) is None
    assert there.desk.methods == ["views.publish"]
    (params,) = there.desk.sent("views.publish")
    assert params["user_id"] == "U1"
    assert values(params["view"]["blocks"]) == [("home:menu", "Menu")]


@pytest.mark.parametrize(
    ("answer", "again"),
    [(Refusal("ratelimited", 429, "3"), 3.0), (DOWN, None), (Refusal("not_enabled"), None)],
)
async def test_a_page_that_is_not_taken_holds_up_no_message(
    there: There, answer: Any, again: float | None
) -> None:
    there.desk.will("views.publish", answer)
    error = await failed(there, Reply("Here", form="home"))
    assert (error.retry_after, error.permanent) == (again, again is None)
