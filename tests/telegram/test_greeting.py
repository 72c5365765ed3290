"""How the bot presents itself, and what it says in a group."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from adapters.telegram.asking import Me
from adapters.telegram.greeting import introduce, presented
from adapters.telegram.groups import REMEMBERED, SILENCE, Groups
from dialogues.commands import COMMANDS
from tests.engine.author import PHRASES
from tests.telegram.desk import CUT, Refusal, asking, desk

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ME = Me(99, "tutor_bot")
SHOWN = {one.ask: one.wanted for one in presented(PHRASES)}
COMMANDS_SHOWN = SHOWN["getMyCommands"]["commands"]


def test_only_commands_that_are_understood_are_listed() -> None:
    assert {one["command"] for one in COMMANDS_SHOWN} <= set(COMMANDS)
    assert all(one["command"].islower() and len(one["command"]) <= 32 for one in COMMANDS_SHOWN)


async def test_at_the_first_start_everything_is_set() -> None:
    async with desk() as (there, _), asking(there) as bot:
        there.will("getMyCommands", [])
        there.will("getMyDescription", {"description": ""})
        there.will("getMyShortDescription", {"short_description": ""})
        assert await introduce(bot, PHRASES) == [
            "setMyCommands",
            "setMyDescription",
            "setMyShortDescription",
        ]
        assert [c.params for c in there.calls if c.method[0] == "s"] == list(SHOWN.values())


async def test_what_is_as_it_should_be_is_not_set_again() -> None:
    async with desk() as (there, _), asking(there) as bot:
        listed = [one | {"new_field": 1} for one in COMMANDS_SHOWN]
        there.will("getMyCommands", listed)
        there.will("getMyDescription", {"description": "old"})
        there.will("getMyShortDescription", SHOWN["getMyShortDescription"])
        assert await introduce(bot, PHRASES) == ["setMyDescription"]


async def test_what_cannot_be_set_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async with desk() as (there, _), asking(there) as bot:
        there.will("getMyCommands", Refusal(429, "slow", {"retry_after": 900}))
        there.will("getMyDescription", CUT)
        there.will("getMyShortDescription", SHOWN["getMyShortDescription"])
        assert await introduce(bot, PHRASES) == []
    assert len(caplog.records) == 2
    assert "secret" not in caplog.text


def test_a_group_is_told_where_to_go_and_not_again_within_the_hour() -> None:
    groups = Groups(ME, PHRASES)
    line = groups.line(-5, NOW)
    assert line
    assert line["chat_id"] == -5
    assert "https://t.me/tutor_bot" in line["text"]
    assert groups.line(-5, NOW + SILENCE - timedelta(seconds=1)) is None
    assert groups.line(-6, NOW)
    assert groups.line(-5, NOW + SILENCE)


def test_the_memory_of_groups_is_bounded() -> None:
    groups = Groups(ME, PHRASES)
    assert all(groups.line(-chat, NOW) for chat in range(1, REMEMBERED + 2))
    assert groups.line(-1, NOW)
    assert groups.line(-REMEMBERED, NOW) is None
