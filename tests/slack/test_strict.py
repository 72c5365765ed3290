"""The program against a Slack that takes only what Slack takes, seen by the people who use it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.slack.fake.faults import Fault
from tests.slack.fake.people import Person
from tests.slack.fake.server import FakeSlack
from tests.slack.fake.world import Message
from tests.slack.process import MODES, Mode
from tests.slack.teaching import teaching

STEPS = (
    ("A: The lens", None),
    ("Continue", None),
    ("Continue", "next"),
    ("Hint", None),
    ("A: The lamp is huge", None),
    ("Try again", None),
    ("B: The lens bends it", "b"),
)
"""What is there to press, and what is typed instead."""


async def lesson(ann: Person) -> None:
    """Take the short lesson, pressing and typing."""
    last = ""
    assert (await ann.opens("messages").over()).taken
    for words, typed in STEPS:
        seen = await _asked(ann, words, last)
        last = seen.ts
        done = ann.says(typed) if typed else ann.presses(words, seen)
        assert (await done.over()).taken
    field = await _asked(ann, "Send", last)
    assert (await ann.submits("From the beach", "Send", field).over()).taken
    await ann.until(lambda sees: sees[-1].ts > field.ts)


async def _asked(ann: Person, words: str, after: str) -> Message:
    """Return the newest message when it can be answered so and is newer than another."""
    await ann.until(lambda sees: any(m.ts > after and words in ann.buttons(m) for m in sees[-1:]))
    return ann.sees[-1]


@pytest.mark.parametrize("mode", MODES)
async def test_a_lesson_passes_without_anything_that_slack_refuses(
    mode: Mode, tmp_path: Path
) -> None:
    async with FakeSlack() as slack, teaching(slack, tmp_path, mode) as running:
        ann = slack.user("U1")
        slack.world.not_ready = 1
        await lesson(ann)
        assert (await ann.opens("home").over()).taken
        await slack.ledger.wait(lambda: ann.page is not None)
        newest = ann.sees[-1].ts
        assert (await ann.presses_page("Continue").over()).taken
        await ann.until(lambda sees: sees[-1].ts > newest)
        newest = ann.sees[-1].ts
        assert (await ann.attaches().over()).taken
        await ann.until(lambda sees: sees[-1].ts > newest)
        assert await running.stop() == 0
        assert slack.ledger.findings == []
        methods = {call.method for call in slack.ledger.calls if not call.error}
        assert methods >= {
            "conversations.open",
            "chat.postMessage",
            "chat.update",
            "files.getUploadURLExternal",
            "files.completeUploadExternal",
            "views.publish",
        }
        assert all(attempt.taken for attempt in slack.ledger.attempts)


@pytest.mark.parametrize("mode", MODES)
async def test_two_workspaces_have_people_of_the_same_ids_and_guests_get_nothing(
    mode: Mode, tmp_path: Path
) -> None:
    async with FakeSlack() as slack, teaching(slack, tmp_path, mode) as running:
        slack.workspace("T2")
        here, there = slack.user("U1"), slack.user("U1", "T2")
        guest = slack.user("U9", home="T9")
        slack.channel("C1", "U1", "UBOT")
        for done in (there.says("/start"), guest.says("/start"), here.opens()):
            assert (await done.over()).taken
        await _asked(here, "A: The lens", "")
        assert (await here.mentions("C1").over()).taken
        channel = slack.world.workspaces["T1"].channels["C1"]
        await slack.ledger.wait(lambda: len(channel.messages) == 2)
        assert await running.stop() == 0
        assert there.sees == []
        assert guest.sees == []
        assert slack.ledger.findings == []


@pytest.mark.parametrize("mode", MODES)
async def test_a_channel_that_is_limited_waits_and_the_others_do_not(
    mode: Mode, tmp_path: Path
) -> None:
    async with FakeSlack() as slack, teaching(slack, tmp_path, mode) as running:
        ann, ben = slack.user("U1"), slack.user("U2")
        limit = Fault(method="chat.postMessage", channel="DU1", status=429, retry_after="4")
        slack.faults.add(limit)
        slack.faults.add(Fault(method="chat.postMessage", channel="DU2", cut="before"))
        assert (await ann.opens().over()).taken
        await slack.ledger.wait(lambda: any(c.error == "ratelimited" for c in slack.ledger.calls))
        assert (await ben.opens().over()).taken
        await _asked(ben, "A: The lens", "")
        assert ann.sees == []
        await _asked(ann, "A: The lens", "")
        calls = [c for c in slack.ledger.of("chat.postMessage") if c.channel == "DU1"]
        assert calls[1].at - calls[0].at >= 4
        assert await running.stop() == 0
        assert slack.ledger.findings == []


async def test_what_came_while_the_connection_was_refreshed_or_cut_is_answered(
    tmp_path: Path,
) -> None:
    async with FakeSlack() as slack, teaching(slack, tmp_path, "socket") as running:
        slack.brings.pauses = (0.1, 1.0, 10.0, 10.0)
        ann = slack.user("U1")
        assert (await ann.opens().over()).taken
        question = await _asked(ann, "A: The lens", "")
        await slack.sockets.disconnect("refresh_requested")
        assert (await ann.says("a").over()).taken
        await ann.until(lambda sees: sees[-1].ts > question.ts)
        assert slack.sockets.links >= 2
        assert await running.stop() == 0


@pytest.mark.parametrize("mode", MODES)
async def test_a_workspace_that_takes_the_app_away_is_left_alone(
    mode: Mode, tmp_path: Path
) -> None:
    async with FakeSlack() as slack, teaching(slack, tmp_path, mode) as running:
        ann = slack.user("U1")
        assert (await ann.opens().over()).taken
        await _asked(ann, "A: The lens", "")
        slack.world.moved = 5.0  # event times are whole seconds
        slack.uninstalls()
        await slack.ledger.wait(lambda: len(slack.ledger.attempts) == 3)
        calls = len(slack.ledger.calls)
        assert (await ann.says("a").over()).taken
        assert (await slack.user("U2").opens().over()).taken
        assert await running.stop() == 0
        assert len(slack.ledger.calls) == calls


async def test_a_message_that_was_perhaps_taken_is_not_said_more_than_twice(
    tmp_path: Path,
) -> None:
    async with FakeSlack() as slack, teaching(slack, tmp_path, "socket") as running:
        ann = slack.user("U1")
        slack.faults.add(Fault(method="chat.postMessage", cut="after"))
        slack.faults.add(Fault(method="chat.postMessage", status=503))
        assert (await ann.opens().over()).taken
        await _asked(ann, "A: The lens", "")
        texts = [message.text for message in ann.sees]
        assert len(texts) - len({*texts}) <= 1
        assert await running.stop() == 0
        assert slack.ledger.findings == []
