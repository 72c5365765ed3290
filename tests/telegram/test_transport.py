"""Requests to the Bot API, and what can become of them."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from adapters.telegram.api import Api, Sent
from adapters.telegram.asking import Asking, Me
from adapters.telegram.refusal import CallFailed
from adapters.telegram.transport import NoAnswer, NotReached, Transport
from adapters.telegram.waits import ASKED_NOTHING, LONGEST_WAIT, seconds
from tests.telegram.desk import CUT, SILENT, TOKEN, Call, Raw, Refusal, asking, desk

GET_ME = {"id": 99, "is_bot": True, "first_name": "Tutor", "username": "tutor_bot"}


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def test_a_call_goes_out_as_json_and_its_result_comes_back() -> None:
    async with desk() as (there, api):
        params = {"chat_id": 7, "text": "é 😀", "entities": [{"type": "bold"}]}
        assert await api.call("sendMessage", params, Sent) == Sent(1)
        assert there.calls == [Call("sendMessage", params)]


async def test_a_file_goes_out_as_a_form() -> None:
    async with desk() as (there, api):
        params = {"chat_id": 7, "caption": "Hi", "reply_markup": {"inline_keyboard": []}}
        sent = await api.upload("sendPhoto", params, "photo", b"\x89PNG", Sent, name="a.png")
        assert sent.photo[-1].file_id == "large"
        assert there.calls == [Call("sendPhoto", params | {"photo": b"\x89PNG"})]


async def test_half_a_character_in_an_update_stops_nothing() -> None:
    updates = [{"update_id": 1, "message": {"text": "\ud83d"}}]
    async with desk() as (there, api), asking(there) as bot:
        there.will("getUpdates", updates, updates)
        assert await api.call("getUpdates", {}, list[dict[str, Any]]) == updates
        assert await bot.updates({}, read=1) == updates


async def test_it_says_who_it_is() -> None:
    async with desk() as (there, _), asking(there) as bot:
        there.will("getMe", GET_ME)
        assert await bot.me() == Me(99, "tutor_bot")


Caller = Callable[[], Awaitable[object]]
BOTH = pytest.mark.parametrize("sdk", [False, True], ids=["our own", "the SDK's bot"])


@asynccontextmanager
async def called(*answers: Any, sdk: bool, read: float = 15.0) -> AsyncIterator[Caller]:
    """Give what calls a method that is answered so, our own way or that of the SDK's bot."""
    async with desk(read=read) as (there, api), asking(there, read) as bot:
        there.will("getMe", *answers)

        async def call() -> object:
            return await (bot.ask("getMe", {}, Me) if sdk else api.call("getMe", {}, Me))

        yield call


@BOTH
async def test_a_refusal_has_its_status_its_words_and_its_parameters(*, sdk: bool) -> None:
    flood = Refusal(429, "Too Many Requests", {"retry_after": 7})
    moved = Refusal(400, "upgraded", {"migrate_to_chat_id": -100})
    async with called(flood, moved, sdk=sdk) as call:
        with pytest.raises(CallFailed) as flooded:
            await call()
        with pytest.raises(CallFailed) as gone:
            await call()
    assert (flooded.value.status, flooded.value.retry_after) == (429, 7)
    assert (gone.value.description, gone.value.moved_to) == ("upgraded", -100)


@pytest.mark.parametrize(
    "answer",
    [
        Raw(502, b"<html>Bad Gateway</html>"),
        Raw(400, b'{"description": 7, "parameters": []}'),
        Raw(429, b'{"parameters": {"retry_after": null, "migrate_to_chat_id": "x"}}'),
        Raw(500, b"[" * 100_000),
        Raw(404, b""),
    ],
)
@BOTH
async def test_a_refusal_of_any_shape_is_a_refusal(answer: Raw, *, sdk: bool) -> None:
    async with called(answer, sdk=sdk) as call:
        with pytest.raises(CallFailed) as failed:
            await call()
    assert failed.value.status == answer.status
    assert failed.value.moved_to is None


@pytest.mark.parametrize("body", [b"", b"ok", b'{"ok": true}', b'{"result": []}', b"[" * 9000])
@BOTH
async def test_an_answer_that_cannot_be_read_is_none(body: bytes, *, sdk: bool) -> None:
    async with called(Raw(200, body), sdk=sdk) as call:
        with pytest.raises(NoAnswer):
            await call()


@pytest.mark.parametrize("kind", [Api, Asking])
async def test_a_server_that_is_not_there_was_not_reached(kind: type[Api] | type[Asking]) -> None:
    async with Transport() as transport:
        for url in (f"http://127.0.0.1:{closed_port()}", "http://", "no address"):
            one = kind(transport, TOKEN, url)
            with pytest.raises(NotReached) as failed:
                await (one.me() if isinstance(one, Asking) else one.call("getMe", {}, Me))
            assert "secret" not in repr(failed.value)


@pytest.mark.parametrize("answer", [CUT, SILENT])
@BOTH
async def test_a_call_that_was_taken_and_not_answered_may_have_been_done(
    answer: str, *, sdk: bool
) -> None:
    async with called(answer, sdk=sdk, read=0.2) as call:
        with pytest.raises(NoAnswer) as failed:
            await call()
        assert "secret" not in repr(failed.value)


@BOTH
async def test_a_cancelled_call_is_cancelled(*, sdk: bool) -> None:
    async with called(SILENT, sdk=sdk) as call:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(call(), 0.2)


async def test_it_cannot_be_used_before_it_is_opened() -> None:
    with pytest.raises(RuntimeError, match="initialize"):
        await Api(Transport(), TOKEN, "http://127.0.0.1").call("getMe", {}, Me)


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        (3, 3.0),
        (2.5, 2.5),
        (0, 1.0),
        (-5, 1.0),
        (timedelta(seconds=7), 7.0),
        (10**400, LONGEST_WAIT),
        (float("inf"), LONGEST_WAIT),
        (float("nan"), ASKED_NOTHING),
        (None, ASKED_NOTHING),
        ("3", ASKED_NOTHING),
        (True, ASKED_NOTHING),
    ],
)
def test_the_time_to_wait_is_sane_whatever_is_asked(asked: object, waits: float) -> None:
    assert seconds(asked) == waits


async def test_what_the_sdk_s_bot_offers_by_name_works_too() -> None:
    async with desk() as (there, _), asking(there) as bot:
        there.will("getMe", GET_ME)
        there.will("sendMessage", Raw(200, b"no json: a learner's words"), Refusal(429, "slow"))
        async with bot:
            assert bot.username == "tutor_bot"
            with pytest.raises(NoAnswer) as unread:
                await bot.send_message(7, "hi")
            with pytest.raises(CallFailed) as flood:
                await bot.send_message(7, "hi")
    assert flood.value.retry_after == ASKED_NOTHING
    assert there.calls[1].params == {"chat_id": 7, "text": "hi"}
    assert "learner" not in repr(unread.value)


async def test_nothing_of_a_call_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with desk() as (there, _), asking(there) as bot:
        there.will("getUpdates", [{"message": {"text": "a learner's words"}}], Refusal(502))
        await bot.updates({}, read=1)
        with pytest.raises(CallFailed) as failed:
            await bot.updates({}, read=1)
    assert "learner" not in caplog.text
    assert "secret" not in caplog.text + repr(failed.value) + repr(bot)
