"""The server fails what Telegram fails."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from typing import Any

import pytest
from PIL import Image

from tests.telegram.fake.client import Client, client
from tests.telegram.fake.server import FakeTelegram

ANN = 1001
EMOJI = "🏮"


def button(words: str = "Yes", data: str = "1:yes") -> dict[str, Any]:
    return {"text": words, "callback_data": data}


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": [*rows]}


def entity(offset: int, length: int, type: str = "bold", **more: Any) -> dict[str, Any]:
    return {"type": type, "offset": offset, "length": length, **more}


def picture(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
async def server() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        server.user(ANN).starts()
        yield server


@pytest.fixture
async def bot(server: FakeTelegram) -> AsyncIterator[Client]:
    async with client(server) as bot:
        yield bot


GOOD: list[dict[str, Any]] = [
    {"text": "x" * 4096},
    {"text": EMOJI * 2048},
    {"text": "a" * 300, "entities": [entity(i, 1) for i in range(100)]},
    {"text": f"{EMOJI} light", "entities": [entity(0, 2), entity(3, 5, "italic")]},
    {"text": "in one another", "entities": [entity(0, 14), entity(3, 3, "italic")]},
    {"text": "link", "entities": [entity(0, 4, "text_link", url="https://example.org/")]},
    {"text": "?", "reply_markup": keyboard([button(data="1:" + "x" * 62)])},
    {"text": "?", "reply_markup": keyboard(*[[button()] * 8] * 12)},
    {"text": "?", "link_preview_options": {"is_disabled": True}},
]

BAD: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown parameter": ({"text": "a", "markup": {}}, "markup is not known"),
    "a parameter of old": ({"text": "a", "disable_web_page_preview": True}, "no longer"),
    "no text at all": ({}, "text is missing"),
    "a number for a text": ({"text": 5}, "is no str"),
    "null": ({"text": "a", "entities": None}, "leave it out"),
    "an empty text": ({"text": ""}, "text is empty"),
    "4097 units": ({"text": EMOJI * 2048 + "x"}, "4097 units"),
    "white space at the end": ({"text": "a\n"}, "white space"),
    "a control character": ({"text": "a\x07b"}, "control characters"),
    "half a character": ({"text": "a\ud83c"}, "half a character"),
    "an offset in characters": ({"text": f"{EMOJI}ab", "entities": [entity(1, 2)]}, "in two"),
    "an entity past the end": ({"text": "abc", "entities": [entity(1, 3)]}, "outside"),
    "an entity of nothing": ({"text": "abc", "entities": [entity(1, 0)]}, "outside"),
    "an entity of white space": ({"text": "a b", "entities": [entity(1, 1)]}, "white space"),
    "an entity before the start": ({"text": "abc", "entities": [entity(-1, 2)]}, "outside"),
    "an unknown entity": ({"text": "a", "entities": [entity(0, 1, "loud")]}, "no type"),
    "101 entities": ({"text": "a" * 300, "entities": [entity(i, 1) for i in range(101)]}, "101"),
    "entities that cross": (
        {"text": "abcdef", "entities": [entity(0, 4), entity(2, 4, "italic")]},
        "overlap",
    ),
    "a link to nowhere": (
        {"text": "a", "entities": [entity(0, 1, "text_link", url="menu")]},
        "nowhere",
    ),
    "an offset in words": (
        {"text": "a", "entities": [{"type": "bold", "offset": "0", "length": 1}]},
        "is no int",
    ),
    "65 bytes of data": ({"text": "?", "reply_markup": keyboard([button(data="x" * 65)])}, "64"),
    "64 characters of 65 bytes": (
        {"text": "?", "reply_markup": keyboard([button(data="x" * 63 + "é")])},
        "64",
    ),
    "no data": ({"text": "?", "reply_markup": keyboard([button(data="")])}, "64 bytes"),
    "a button that does nothing": ({"text": "?", "reply_markup": keyboard([{"text": "a"}])}, "one"),
    "a button without words": ({"text": "?", "reply_markup": keyboard([button(" ")])}, "words"),
    "9 in a row": ({"text": "?", "reply_markup": keyboard([button()] * 9)}, "too many"),
    "101 buttons": ({"text": "?", "reply_markup": keyboard(*[[button()]] * 101)}, "too many"),
    "an empty row": ({"text": "?", "reply_markup": keyboard([button()], [])}, "empty"),
    "an empty keyboard": ({"text": "?", "reply_markup": keyboard()}, "empty"),
    "10 kB of buttons": (
        {"text": "?", "reply_markup": keyboard(*[[button("w" * 110)]] * 99)},
        "bytes",
    ),
    "buttons as words": ({"text": "?", "reply_markup": "[]"}, "is no InlineKeyboardMarkup"),
    "a field that no button has": (
        {"text": "?", "reply_markup": keyboard([{**button(), "callback": "1"}])},
        "callback is not known",
    ),
    "MarkdownV2": ({"text": "a", "parse_mode": "MarkdownV2"}, "parse_mode"),
}


@pytest.mark.parametrize("params", GOOD)
async def test_what_telegram_takes_is_taken(
    server: FakeTelegram, bot: Client, params: dict[str, Any]
) -> None:
    await bot.ok("sendMessage", chat_id=ANN, **params)
    assert server.ledger.findings == []


@pytest.mark.parametrize("name", BAD)
async def test_a_request_that_telegram_fails_is_found(
    server: FakeTelegram, bot: Client, name: str
) -> None:
    params, words = BAD[name]
    status, answer = await bot.json("sendMessage", chat_id=ANN, **params)
    assert status == answer["error_code"] == 400
    assert not answer["ok"]
    assert words in server.ledger.findings[0]
    assert len(server.ledger.findings) == 1
    assert server.world.chats[ANN].from_bot == []


async def test_a_method_that_is_not_there_is_found(server: FakeTelegram, bot: Client) -> None:
    assert (await bot.json("sendMesage", chat_id=ANN, text="a"))[0] == 404
    assert (await bot.json("sendDice", chat_id=ANN))[0] == 404
    assert len(server.ledger.findings) == 2


@pytest.mark.parametrize(
    ("photo", "why"),
    [
        (b"GIF89a and nothing", "no picture"),
        (picture(9000, 1001), "9000 x 1001"),
        (picture(2100, 100), "2100 x 100"),
        (b"\0" * 10_000_001, "more than 10 MB"),
    ],
    ids=["no picture", "too large", "too narrow", "too heavy"],
)
async def test_a_picture_that_telegram_fails_is_found(
    server: FakeTelegram, bot: Client, photo: bytes, why: str
) -> None:
    status, _ = await bot.form("sendPhoto", chat_id=str(ANN), photo=photo)
    assert status in (400, 413)
    assert why in server.ledger.findings[0]


async def test_a_picture_is_uploaded_once_and_then_sent_by_its_id(
    server: FakeTelegram, bot: Client
) -> None:
    markup = '{"inline_keyboard": [[{"text": "On", "callback_data": "1:on"}]]}'
    status, answer = await bot.form(
        "sendPhoto", chat_id=str(ANN), photo=picture(90, 60), caption="42", reply_markup=markup
    )
    assert status == 200
    file_id = answer["result"]["photo"][-1]["file_id"]
    await bot.ok("sendPhoto", chat_id=ANN, photo=file_id)
    first, second = server.world.chats[ANN].from_bot
    assert first.photo == second.photo
    assert (first.text, first.buttons[0].words) == ("42", "On")
    assert (await bot.json("sendPhoto", chat_id=ANN, photo="AgNothing"))[0] == 400
    assert server.ledger.findings == []


@pytest.mark.parametrize("limit", [1024, 1025])
async def test_a_caption_has_a_limit_of_its_own(
    server: FakeTelegram, bot: Client, limit: int
) -> None:
    status, _ = await bot.form(
        "sendPhoto", chat_id=str(ANN), photo=picture(90, 60), caption="x" * limit
    )
    assert status == (200 if limit == 1024 else 400)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("setMyCommands", {"commands": [{"command": "Menu", "description": "The menu"}]}),
        ("setMyCommands", {"commands": [{"command": "menu", "description": ""}]}),
        ("setMyCommands", {"commands": [{"command": "menu"}]}),
        ("setMyDescription", {"description": "x" * 513}),
        ("setMyShortDescription", {"short_description": "x" * 121}),
        ("sendChatAction", {"chat_id": ANN, "action": "thinking"}),
        ("answerCallbackQuery", {"callback_query_id": "1"}),
        ("setWebhook", {"url": "http://example.org/"}),
        ("setWebhook", {"url": "https://example.org/", "secret_token": "no spaces"}),
        ("setWebhook", {"url": "https://example.org/", "drop_pending_updates": True}),
        ("deleteWebhook", {"drop_pending_updates": True}),
        ("getUpdates", {"limit": 101}),
        ("getUpdates", {"allowed_updates": ["messages"]}),
        ("getUpdates", {"offset": -1}),
    ],
)
async def test_other_methods_have_their_rules(
    server: FakeTelegram, bot: Client, method: str, params: dict[str, Any]
) -> None:
    assert (await bot.json(method, **params))[0] == 400
    assert len(server.ledger.findings) == 1
