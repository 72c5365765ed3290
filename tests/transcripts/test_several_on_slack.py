"""Transcripts of several people again, on Slack, and with a manager on Telegram: the same words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.slack.fake.server import FakeSlack
from tests.slack.teaching import teaching
from tests.telegram.fake.server import FakeTelegram
from tests.transcripts.courses import content
from tests.transcripts.script import played
from tests.transcripts.slack import Slack, check
from tests.transcripts.telegram import Telegram
from tests.transcripts.test_several_on_telegram import (
    DATE,
    IN_A_PROCESS,
    TRANSCRIPTS,
    on_telegram,
)
from tests.transcripts.test_telegram import check as check_on_telegram
from tests.transcripts.together import Chat, Together

OWN = re.compile(
    r"\|\n\| It works for people of your workspace only\.\n| \[Code for people outside\]"
)
"""A team that is made on Slack belongs to its workspace, unless a code says otherwise."""


def on_slack(transcript: str) -> str:
    """Return the transcript without what differs there: escapes, workspaces, an order of chats."""
    return on_telegram(OWN.sub("", transcript))


@pytest.mark.parametrize("name", TRANSCRIPTS)
async def test_each_is_told_the_same_in_a_direct_message_on_slack(
    name: str, tmp_path: Path
) -> None:
    transcript = TRANSCRIPTS[name]
    async with FakeSlack() as fake:
        program = Slack(fake, fake.user("U1"), tmp_path)
        await program.restart("tiny")

        def new(who: str, platform: str | None, tenant: str | None) -> Slack:
            return program.speaks_of(fake.user(f"U{1000 + len(people.chats)}"))

        people = Together(new)
        try:
            assert on_slack(await played(transcript, people)) == on_slack(transcript)
        finally:
            await program.end()
        for chat in people.chats.values():
            assert isinstance(chat, Slack)
            check(fake, chat.person)


@pytest.mark.parametrize("name", IN_A_PROCESS)
async def test_a_learner_on_slack_sends_to_a_manager_on_telegram(name: str, tmp_path: Path) -> None:
    transcript = TRANSCRIPTS[name]
    database, home = tmp_path / "tutorbot.db", content("tiny", tmp_path / "read")
    async with FakeSlack() as slack, FakeTelegram() as telegram:
        both = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url}
        async with teaching(slack, tmp_path, "socket", **both) as process:
            ann, ben = telegram.user(1000, "Ann"), slack.user("U1")
            chats: dict[str, Chat] = {
                "Ann": await Telegram.outside(telegram, ann, home, database, others=True),
                "Ben": await Slack.outside(slack, ben, home, database, others=True),
            }
            said = await played(transcript, Together(lambda who, platform, tenant: chats[who]))
            assert await process.stop() == 0
        # The process has a clock of its own: what it calls today is another day.
        assert DATE.sub("today", on_telegram(said)) == DATE.sub("today", on_telegram(transcript))
        check(slack, ben)
        check_on_telegram(telegram, ann)
