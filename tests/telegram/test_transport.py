"""Requests to the Bot API, and what can become of them."""

from __future__ import annotations

import asyncio
import logging
import socket
from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from adapters.telegram.api import Api, CallFailed, Me, Sent
from adapters.telegram.transport import NoAnswer, NotReached, Transport
from adapters.telegram.waits import ASKED_NOTHING, LONGEST_WAIT, seconds
from tests.telegram.desk import CUT, SILENT, TOKEN, Call, Raw, Refusal, desk

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
        sent = await api.upload("sendPhoto", params, "photo", b"\x89PNG", Sent)
        assert sent.photo[-1].file_id == "large"
        assert there.calls == [Call("sendPhoto", params | {"photo": b"\x89PNG"})]


async def test_half_a_character_in_an_update_stops_nothing() -> None:
    updates = [{"update_id": 1, "message": {"text": "\ud83d"}}]
    async with desk() as (there, api):
        there.will("getUpdates", updates)
        assert await api.call("getUpdates", {}, list[dict[str, Any]]) == updates


async def test_it_says_who_it_is() -> None:
    async with desk() as (there, api):
        there.will("getMe", GET_ME)
        assert await api.me() == Me(99, "tutor_bot")


async def test_a_refusal_has_its_status_its_words_and_its_parameters() -> None:
    async with desk() as (there, api):
        there.will("getMe", Refusal(429, "Too Many Requests", {"retry_after": 7}))
        there.will("getMe", Refusal(400, "upgraded", {"migrate_to_chat_id": -100}))
        with pytest.raises(CallFailed) as flood:
            await api.me()
        with pytest.raises(CallFailed) as moved:
            await api.me()
    assert (flood.value.status, flood.value.retry_after) == (429, 7)
    assert (moved.value.description, moved.value.moved_to) == ("upgraded", -100)


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
async def test_a_refusal_of_any_shape_is_a_refusal(answer: Raw) -> None:
    async with desk() as (there, api):
        there.will("getMe", answer)
        with pytest.raises(CallFailed) as failed:
            await api.me()
    assert failed.value.status == answer.status
    assert failed.value.moved_to is None


@pytest.mark.parametrize("body", [b"", b"ok", b'{"ok": true}', b'{"result": []}', b"[" * 9000])
async def test_an_answer_that_cannot_be_read_is_none(body: bytes) -> None:
    async with desk() as (there, api):
        there.will("getMe", Raw(200, body))
        with pytest.raises(NoAnswer):
            await api.me()


async def test_a_server_that_is_not_there_was_not_reached() -> None:
    async with Transport() as transport:
        for url in (f"http://127.0.0.1:{closed_port()}", "http://", "no address"):
            with pytest.raises(NotReached) as failed:
                await Api(transport, TOKEN, url).me()
            assert "secret" not in repr(failed.value)


@pytest.mark.parametrize("answer", [CUT, SILENT])
async def test_a_call_that_was_taken_and_not_answered_may_have_been_done(answer: str) -> None:
    async with desk(read=0.2) as (there, api):
        there.will("sendMessage", answer)
        with pytest.raises(NoAnswer) as failed:
            await api.call("sendMessage", {}, Sent)
        assert there.methods == ["sendMessage"]
        assert "secret" not in repr(failed.value)


async def test_a_cancelled_call_is_cancelled() -> None:
    async with desk() as (there, api):
        there.will("getMe", SILENT)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(api.me(), 0.2)


async def test_it_cannot_be_used_before_it_is_opened() -> None:
    with pytest.raises(RuntimeError, match="initialize"):
        await Api(Transport(), TOKEN, "http://127.0.0.1").me()


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


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_the_sdk_s_bot_works_on_it() -> None:
    async with desk() as (there, _):
        there.will("getMe", GET_ME, GET_ME)
        there.will("sendMessage", Refusal(429, "slow", {"retry_after": "x"}), Refusal(400, "bad"))
        async with Bot(
            TOKEN, f"{there.url}/bot", request=Transport(), get_updates_request=Transport()
        ) as bot:
            assert bot.username == "tutor_bot"
            with pytest.raises(RetryAfter) as flood:
                await bot.send_message(7, "hi")
            assert flood.value.retry_after == ASKED_NOTHING
            with pytest.raises(BadRequest):
                await bot.send_message(7, "hi")
    assert there.calls[1].params == {"chat_id": 7, "text": "hi"}


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Raw(200, b"no json: a learner's words"), TelegramError),
        (Raw(200, b'"words"'), TelegramError),
        (Raw(502, b"<html>"), NetworkError),
        (Raw(400, b'{"description": "bad", "parameters": [1]}'), BadRequest),
        (CUT, TimedOut),
    ],
)
async def test_the_sdk_s_errors_come_out_and_nothing_is_logged(
    answer: object, error: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with desk() as (there, _):
        there.will("getMe", GET_ME)
        there.will("sendMessage", answer)
        async with Bot(
            TOKEN, f"{there.url}/bot", request=Transport(), get_updates_request=Transport()
        ) as bot:
            with pytest.raises(error) as failed:
                await bot.send_message(7, "hi")
    assert "learner" not in caplog.text + repr(failed.value)
    assert "secret" not in caplog.text + repr(failed.value)
