"""The bot as a real process in both modes, from the side of a person who chats with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.process import free_port
from tests.slack.payloads import command, event, message, opened, press
from tests.slack.platform import APP_TOKEN, BOT_TOKEN, Mode, platform
from tests.slack.process import bot

MODES: tuple[Mode, ...] = ("socket", "http")


@pytest.mark.parametrize("mode", MODES)
async def test_a_lesson_begins_and_goes_on_after_a_restart(mode: Mode, tmp_path: Path) -> None:
    port = free_port()
    async with platform() as slack:
        async with bot(slack, tmp_path, mode, port=port) as running:
            await running.ready()
            assert (await slack.bring(opened("U1", "messages"), mode)).taken
            await slack.until(lambda: any(m.buttons for m in slack.sees.get("DU1", ())))
            first = slack.sees["DU1"][-1]
            assert await running.stop() == 0
        async with bot(slack, tmp_path, mode, port=port) as running:
            await running.ready()
            pressed = press("U1", first.buttons[0][0], first.ts)
            assert (await slack.bring(pressed, mode)).taken
            assert (await slack.bring(pressed, mode, retry=1)).taken
            await slack.until(lambda: slack.sees["DU1"][-1].ts > first.ts)
            await slack.until(lambda: bool(slack.sees["DU1"][-1].buttons))
            told = len(slack.sees["DU1"])
            settled = next(m for m in slack.sees["DU1"] if m.ts == first.ts)
            assert not settled.buttons
            assert first.buttons[0][1] in settled.text
            assert (await slack.bring(opened("U1", "messages"), mode)).taken
            assert (await slack.bring(event("channel_rename"), mode)).taken
            assert (await slack.bring(opened("U1", "home"), mode)).taken
            await slack.until(lambda: "U1" in slack.pages)
            assert len(slack.sees["DU1"]) == told
            assert await running.stop() == 0
            for secret in (BOT_TOKEN, APP_TOKEN, "secret-ticket", first.text):
                assert secret not in running.log


@pytest.mark.parametrize("mode", MODES)
async def test_a_command_and_a_mention_are_answered_where_they_should_be(
    mode: Mode, tmp_path: Path
) -> None:
    async with platform() as slack, bot(slack, tmp_path, mode) as running:
        await running.ready()
        told = await slack.bring(command("U1", "menu"), mode)
        assert told.taken
        assert told.body["response_type"] == "ephemeral"
        assert "app_redirect?app=A1" in told.body["text"]
        await slack.until(lambda: bool(slack.sees.get("DU1")))
        there = await slack.bring(command("U1", "progress", channel="DU1"), mode)
        assert there.taken
        assert not there.body
        for text in ("hello", "again"):
            mention = event("app_mention", user="U1", text=text, channel="C9", ts="5.1")
            assert (await slack.bring(mention, mode)).taken
        other = event("app_mention", user="U1", text="x", channel="C9", ts="6.1", thread_ts="5.2")
        assert (await slack.bring(other, mode)).taken
        await slack.until(lambda: len(in_channel(slack.sent())) == 2)
        assert [one["thread_ts"] for one in in_channel(slack.sent())] == ["5.1", "5.2"]
        assert await running.stop() == 0


def in_channel(sent: list[dict[str, str]]) -> list[dict[str, str]]:
    return [one for one in sent if one["channel"] == "C9"]


@pytest.mark.parametrize("mode", MODES)
async def test_nothing_is_sent_any_more_when_the_workspace_takes_the_app_away(
    mode: Mode, tmp_path: Path
) -> None:
    async with platform() as slack, bot(slack, tmp_path, mode) as running:
        await running.ready()
        await slack.bring(message("U1", "/start"), mode)
        await slack.until(lambda: bool(slack.sees.get("DU1")))
        gone = event("app_uninstalled", __event_time=4_000_000_000)
        assert (await slack.bring(gone, mode)).taken
        calls = len(slack.calls)
        assert (await slack.bring(message("U1", "/menu"), mode)).taken
        assert (await slack.bring(message("U2", "/start"), mode)).taken
        assert await running.stop() == 0
        assert len(slack.sent()) <= calls
        assert "DU2" not in slack.sees


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
async def test_a_token_that_slack_refuses_ends_the_start_and_is_named(
    name: str, tmp_path: Path
) -> None:
    kind = "xoxb" if name == "SLACK_BOT_TOKEN" else "xapp"
    async with platform() as slack:
        wrong: Any = {name: f"{kind}-wrong"}
        async with bot(slack, tmp_path, "socket", **wrong) as running:
            assert await running.ended() == 1
        assert f"Set {name}" in running.log
        assert "wrong" not in running.log
