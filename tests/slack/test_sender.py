"""Replies on their way to a direct message."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from adapters.slack.api import Api
from adapters.slack.channels import KEPT, Channels
from adapters.slack.files import READY, Files
from adapters.slack.sender import SlackSender
from adapters.slack.updating import Updates
from bot.account import Account
from bot.ports import StoreUnavailable
from bot.sending import File, SendFailed
from dialogues.reply import Choice, Document, Image, Reply
from tests.slack.desk import CUT, SILENT, Desk, Raw, Refusal, desk
from tests.slack.judge import judge, values
from tests.slack.test_messages import FIELDS

ANNA = Account("slack", "T1", "U1")
BEN = Account("slack", "T2", "U1")
GO_ON = Choice("continue", "Continue")
LENS = Image("a/b.svg", "A lens.", "The lens.", "Step 2 is the lens.")
NOT_READY = Refusal("invalid_blocks", messages=("invalid slack file [/blocks/0/slack_file]",))
DOWN = Raw(502, b"<html>Bad Gateway")
LONG = Reply("One two three. " * 400, (GO_ON,), 3)


class Uploads:
    """What was uploaded, while `up`."""

    def __init__(self) -> None:
        self.up = True
        self.kept: dict[tuple[str, str, str], str] = {}

    async def uploaded(self, platform: str, tenant: str, picture: str) -> str | None:
        self._check()
        return self.kept.get((platform, tenant, picture))

    async def note_upload(self, platform: str, tenant: str, picture: str, ref: str) -> None:
        self._check()
        self.kept[platform, tenant, picture] = ref

    def _check(self) -> None:
        if not self.up:
            raise StoreUnavailable("down")


class Workspaces:
    """The tokens of workspaces, while the store is `up`."""

    def __init__(self) -> None:
        self.up = True
        self.tokens = {"T1": "xoxb-1", "T2": "xoxb-2"}
        self.gone: list[tuple[str, str]] = []

    async def token(self, tenant: str) -> str | None:
        if not self.up:
            raise StoreUnavailable("down")
        return self.tokens.get(tenant)

    async def refused(self, tenant: str, token: str) -> None:
        self.gone.append((tenant, token))
        del self.tokens[tenant]


class There(NamedTuple):
    """A sender and all around it; `clock` holds the time."""

    desk: Desk
    api: Api
    uploads: Uploads
    tokens: Workspaces
    clock: list[float]
    folder: Path
    sender: SlackSender

    def another(self) -> SlackSender:
        """Return the sender of another life of the program."""
        return _sender(self.api, self.tokens, self.uploads, self.clock, self.folder)


async def build(account: Account, document: Document) -> File:
    return File(f"{document.kind}.txt", "text/plain", account.key.encode())


def _sender(
    api: Api, tokens: Workspaces, uploads: Uploads, clock: list[float], folder: Path
) -> SlackSender:
    async def draw(image: Image) -> Path | None:
        path = folder / f"{Path(image.file).stem}.png"
        await asyncio.to_thread(path.write_bytes, b"\x89PNG")
        return path if image.file else None

    files = Files(api, draw, uploads, clock=lambda: clock[0])
    return SlackSender(api, tokens, Channels(api), files, FIELDS, build)


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[There]:
    async with desk(read=0.5) as (open, api):
        around = (Uploads(), Workspaces(), [0.0], tmp_path)
        uploads, tokens, clock, folder = around
        sender = _sender(api, tokens, uploads, clock, folder)
        yield There(open, api, uploads, tokens, clock, folder, sender)


def photo(image: Image = LENS) -> Reply:
    return Reply(image.caption, (GO_ON, Choice("text", "Read as text")), 3, image)


async def failed(there: There, reply: Reply, account: Account = ANNA) -> SendFailed:
    with pytest.raises(SendFailed) as error:
        await there.sender.send(account, reply)
    return error.value


def blocks(params: Any) -> list[str]:
    return [block["type"] for block in params.get("blocks", [])]


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
