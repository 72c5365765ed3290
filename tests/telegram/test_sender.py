"""Replies on their way to a private chat."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from adapters.telegram.api import Api
from adapters.telegram.photos import KEPT_IDS, LONG, SHOWN, Photos
from adapters.telegram.sender import TelegramSender
from bot.account import Account
from bot.ports import StoreUnavailable
from bot.sending import File, SendFailed
from dialogues.reply import Choice, Document, Image, Reply
from tests.telegram.desk import CUT, SILENT, Call, Desk, Raw, Refusal, desk
from tests.telegram.door import Quick

ANNA = Account("telegram", "99", "7")
GO_ON = Choice("continue", "Continue")
LENS = Image("a/b.svg", "A lens.", "The lens.", "Step 2 is the lens.")
LAMP = Image("a/b.svg", "A lamp.", "The lamp.", "Step 1 is the lamp.", "here-1")
NO_BUTTONS: dict[str, Any] = {"inline_keyboard": []}
NOT_A_FILE = Refusal(400, "Bad Request: wrong file identifier/HTTP URL specified")
NO_PHOTO = Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
BLOCKED = Refusal(403, "Forbidden: bot was blocked by the user")
DOWN = Refusal(502, "Bad Gateway")


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


class Studio:
    """Draws pictures into a folder, all but those without a name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.drawn: list[Image] = []

    async def draw(self, image: Image) -> Path | None:
        self.drawn.append(image)
        if not image.file:
            return None
        path = self.folder / f"{Path(image.file).stem}-{image.mark}.png"
        await asyncio.to_thread(path.write_bytes, b"\x89PNG")
        return path


async def build(account: Account, document: Document) -> File:
    return File(f"{document.kind}.json", "application/json", account.key.encode())


class There(NamedTuple):
    """A sender and all around it."""

    desk: Desk
    api: Api
    studio: Studio
    uploads: Uploads
    sender: TelegramSender

    def another(self) -> TelegramSender:
        """Return the sender of another life of the program."""
        return TelegramSender(self.api, Photos(self.api, self.studio.draw, self.uploads), build)

    @property
    def said(self) -> list[Call]:
        """All calls but those that let a chat show that something is on its way."""
        return [call for call in self.desk.calls if call.method != "sendChatAction"]


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[There]:
    async with desk(read=0.5) as (open, api):
        studio, uploads = Studio(tmp_path), Uploads()
        sender = TelegramSender(api, Photos(api, studio.draw, uploads), build)
        yield There(open, api, studio, uploads, sender)


def photo(image: Image = LENS) -> Reply:
    return Reply(image.caption, (GO_ON, Choice("text", "Read as text")), 3, image)


async def failed(there: There, reply: Reply) -> SendFailed:
    with pytest.raises(SendFailed) as error:
        await there.sender.send(ANNA, reply)
    return error.value


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
