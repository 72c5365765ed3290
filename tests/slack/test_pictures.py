"""Pictures on their way to a direct message."""

from __future__ import annotations

import asyncio

import pytest

from adapters.slack.files import READY
from bot.account import Account
from dialogues.reply import Image
from tests.slack.desk import Refusal
from tests.slack.judge import judge
from tests.slack.there import (
    ANNA,
    BEN,
    NOT_READY,
    There,
    blocks,
    failed,
    photo,
)


async def test_a_picture_is_uploaded_once_in_each_workspace(there: There) -> None:
    assert await there.sender.send(ANNA, photo()) == "D7:17.5:F1"
    await there.sender.send(ANNA, photo())
    await there.another().send(ANNA, photo())
    await there.sender.send(BEN, photo())
    uploads = there.desk.sent("files.getUploadURLExternal")
    assert uploads == [{"filename": "b.png", "length": "4", "alt_txt": "A lens."}] * 2
    assert there.desk.sent("upload") == [b"\x89PNG"] * 2
    assert there.desk.sent("files.completeUploadExternal")[0] == {"files": [{"id": "F1"}]}
    for params in there.desk.sent():
        judge(params)
        assert blocks(params) == ["image", "section", "actions"]


async def test_who_waits_for_a_picture_that_is_uploaded_does_not_upload_it_too(
    there: There,
) -> None:
    others = [Account("slack", "T1", f"U{n}") for n in range(8)]
    await asyncio.gather(*(there.sender.send(one, photo()) for one in others))
    assert len(there.desk.sent("upload")) == 1


async def test_a_picture_that_slack_still_looks_at_is_waited_for(there: There) -> None:
    there.desk.will("chat.postMessage", NOT_READY)
    error = await failed(there, photo())
    assert (error.retry_after, error.permanent) == (1.0, False)
    assert await there.sender.send(ANNA, photo())
    assert len(there.desk.sent("upload")) == 1


async def test_a_picture_that_is_never_ready_is_said_in_words(there: There) -> None:
    there.desk.will("chat.postMessage", NOT_READY, NOT_READY)
    await failed(there, photo())
    there.clock[0] += READY
    ref = await there.sender.send(ANNA, photo())
    assert ref is not None
    assert ref.count(":") == 1
    assert blocks(there.desk.sent()[-1]) == ["section", "actions"]
    assert there.desk.sent()[-1]["text"] == "The lens.\n\nStep 2 is the lens."


async def test_a_picture_that_was_deleted_is_uploaded_again(there: There) -> None:
    await there.sender.send(ANNA, photo())
    there.desk.will("chat.postMessage", NOT_READY)
    await there.sender.send(ANNA, photo())
    shown = [params["blocks"][0]["slack_file"]["id"] for params in there.desk.sent()]
    assert shown[0] == shown[1] != shown[2]
    assert list(there.uploads.kept.values()) == [shown[2]]


@pytest.mark.parametrize(
    "code", ["file_uploads_disabled", "missing_scope", "storage_limit_reached"]
)
async def test_a_picture_that_slack_does_not_take_is_said_in_words(there: There, code: str) -> None:
    there.desk.will("files.getUploadURLExternal", Refusal(code))
    await there.sender.send(ANNA, photo())
    assert blocks(there.desk.sent()[-1]) == ["section", "actions"]


async def test_a_picture_that_cannot_be_drawn_is_said_in_words(there: There) -> None:
    await there.sender.send(ANNA, photo(Image("", "alt", "A caption.", "In words.")))
    assert blocks(there.desk.sent()[-1]) == ["section", "actions"]


async def test_without_the_store_pictures_are_sent_all_the_same(there: There) -> None:
    there.uploads.up = False
    assert await there.sender.send(ANNA, photo())
