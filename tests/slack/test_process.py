"""The bot as a real process in both modes, from the side of a person who chats with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.process import free_port
from tests.slack.fake.people import Person
from tests.slack.fake.server import FakeSlack
from tests.slack.fake.world import Message
from tests.slack.process import MODES, Mode, bot
from tests.slack.seen import buttons


@pytest.mark.parametrize("mode", MODES)
async def test_a_lesson_begins_and_goes_on_after_a_restart(mode: Mode, tmp_path: Path) -> None:
    port = free_port()
    async with FakeSlack() as slack:
        ann = slack.user("U1")
        async with bot(slack, tmp_path, mode, port=port) as running:
            await running.ready()
            assert (await ann.opens().over()).taken
            await ann.until(lambda sees: any(buttons(m.blocks) for m in sees))
            first = ann.sees[-1]
            assert await running.stop() == 0
        async with bot(slack, tmp_path, mode, port=port) as running:
            await running.ready()
            value, words = buttons(first.blocks)[0]
            pressed = await ann.presses_value(value, first).over()
            again = await slack.brings.bring(pressed.payload).over()
            assert pressed.taken
            assert again.taken
            await ann.until(lambda sees: sees[-1].ts > first.ts)
            await ann.until(lambda sees: bool(buttons(sees[-1].blocks)))
            told = len(ann.sees)
            settled = next(m for m in ann.sees if m.ts == first.ts)
            assert not buttons(settled.blocks)
            assert words in settled.text
            assert (await ann.opens().over()).taken
            renamed = {"type": "channel_rename", "user": "U1"}
            assert (await slack.brings.event(ann.place, renamed).over()).taken
            assert (await ann.opens("home").over()).taken
            await slack.ledger.wait(lambda: ann.page is not None)
            assert len(ann.sees) == told
            assert await running.stop() == 0
            for secret in (slack.token, slack.app_token, "secret-ticket", first.text):
                assert secret not in running.log
        assert slack.ledger.findings == []


@pytest.mark.parametrize("mode", MODES)
async def test_no_call_opens_a_connection_of_its_own(mode: Mode, tmp_path: Path) -> None:
    async with FakeSlack() as slack, bot(slack, tmp_path, mode) as running:
        await running.ready()
        ann = slack.user("U1")
        assert (await ann.opens().over()).taken
        await slack.ledger.wait(lambda: bool(slack.ledger.of("users.info")))
        first = await asked(ann)
        before, calls = {*slack.ledger.connections}, len(slack.ledger.calls)
        assert (await ann.presses_value(buttons(first.blocks)[0][0], first).over()).taken
        second = await asked(ann, first)
        assert (await ann.presses_value(buttons(second.blocks)[0][0], second).over()).taken
        await asked(ann, second)
        assert len(slack.ledger.calls) > calls + 3
        assert slack.ledger.connections == before


async def asked(person: Person, before: Message | None = None) -> Message:
    """Return the question that comes after this one."""
    await person.until(
        lambda sees: bool(sees) and sees[-1] != before and bool(buttons(sees[-1].blocks))
    )
    return person.sees[-1]


@pytest.mark.parametrize("mode", MODES)
async def test_a_command_and_a_mention_are_answered_where_they_should_be(
    mode: Mode, tmp_path: Path
) -> None:
    async with FakeSlack() as slack, bot(slack, tmp_path, mode) as running:
        await running.ready()
        ann, place = slack.user("U1"), slack.channel("C9", "U1", "UBOT")
        elsewhere = await ann.commands("menu", "C9").over()
        assert elsewhere.taken
        assert elsewhere.body["response_type"] == "ephemeral"
        assert "app_redirect?app=A1" in elsewhere.body["text"]
        await ann.until(bool)
        there = await ann.commands("progress").over()
        assert there.taken
        assert not there.body
        first = await ann.mentions("C9").over()
        thread = str(first.payload["event"]["ts"])
        assert first.taken
        assert (await ann.mentions("C9", "again", thread=thread).over()).taken
        other = await ann.mentions("C9", "x").over()
        lines = [thread, str(other.payload["event"]["ts"])]
        await slack.ledger.wait(lambda: [m.thread for m in place.messages.values()
                                         if m.user == "UBOT"] == lines)  # fmt: skip
        assert await running.stop() == 0
        assert slack.ledger.findings == []


@pytest.mark.parametrize("mode", MODES)
async def test_nothing_is_sent_any_more_when_the_workspace_takes_the_app_away(
    mode: Mode, tmp_path: Path
) -> None:
    async with FakeSlack() as slack, bot(slack, tmp_path, mode) as running:
        await running.ready()
        ann, ben = slack.user("U1"), slack.user("U2")
        assert (await ann.says("/start").over()).taken
        await ann.until(bool)
        gone = {"type": "app_uninstalled"}  # the token would still open it
        assert (await slack.brings.event(ann.place, gone, event_time=4_000_000_000).over()).taken
        told = len(ann.sees)
        for delivery in (ann.says("/menu"), ben.says("/start")):
            assert (await delivery.over()).taken
        assert await running.stop() == 0
        assert len(ann.sees) <= told + 1  # one may have been on its way
        assert ben.sees == []


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
async def test_a_token_that_slack_refuses_ends_the_start_and_is_named(
    name: str, tmp_path: Path
) -> None:
    kind = "xoxb" if name == "SLACK_BOT_TOKEN" else "xapp"
    async with FakeSlack() as slack:
        wrong: Any = {name: f"{kind}-wrong"}
        async with bot(slack, tmp_path, "socket", **wrong) as running:
            assert await running.ended() == 1
        assert f"Set {name}" in running.log
        assert "wrong" not in running.log
