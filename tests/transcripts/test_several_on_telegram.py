"""Transcripts of several people again, on Telegram: each in a chat of their own, the same words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.telegram.fake.server import FakeTelegram
from tests.telegram.process import bot
from tests.transcripts.courses import content
from tests.transcripts.script import played
from tests.transcripts.telegram import Telegram
from tests.transcripts.test_several import IN_A_TERMINAL
from tests.transcripts.test_telegram import check
from tests.transcripts.together import Together, by_chat

TRANSCRIPTS = {path.stem: path.read_text(encoding="utf-8") for path in IN_A_TERMINAL}
IN_A_PROCESS = ("a_summary_is_seen_before_it_is_sent", "what_was_sent_can_be_withdrawn")
DATE = re.compile(r"\b\d{1,2} [A-Z][a-z]{2} \d{4}\b")
LINK = re.compile(r"^\|\n\| This link does the same: https://t\.me/\S+\n", re.MULTILINE)
ESCAPED = re.compile(r"\\(?=[*_\[\]])")


def on_telegram(transcript: str) -> str:
    """Return the transcript without what differs there: escapes, links, and an order of chats."""
    return ESCAPED.sub("", LINK.sub("", by_chat(transcript)))


@pytest.mark.parametrize("name", TRANSCRIPTS)
async def test_each_is_told_the_same_in_a_chat_on_telegram(name: str, tmp_path: Path) -> None:
    transcript = TRANSCRIPTS[name]
    async with FakeTelegram() as fake:
        program = Telegram(fake, fake.user(1), tmp_path)
        await program.restart("tiny")

        def new(who: str, platform: str | None, tenant: str | None) -> Telegram:
            return program.speaks_of(fake.user(1000 + len(people.chats), who))

        people = Together(new)
        try:
            assert on_telegram(await played(transcript, people)) == on_telegram(transcript)
        finally:
            await program.end()
        for chat in people.chats.values():
            assert isinstance(chat, Telegram)
            check(fake, chat.user)


@pytest.mark.parametrize("name", IN_A_PROCESS)
async def test_a_running_bot_tells_each_the_same(name: str, tmp_path: Path) -> None:
    transcript = TRANSCRIPTS[name]
    database, home = tmp_path / "tutorbot.db", content("tiny", tmp_path)
    async with (
        FakeTelegram() as fake,
        bot(fake, tmp_path, TUTORBOT_CONTENT=str(home)) as process,
    ):
        await process.ready()
        users = {name: fake.user(1000 + n, name) for n, name in enumerate(("Ann", "Ben"))}
        chats = {
            name: await Telegram.outside(fake, user, home, database, others=True)
            for name, user in users.items()
        }
        said = await played(transcript, Together(lambda who, platform, tenant: chats[who]))
        assert await process.stop() == 0
        # The process has a clock of its own: what it calls today is another day.
        assert DATE.sub("today", on_telegram(said)) == DATE.sub("today", on_telegram(transcript))
        for user in users.values():
            check(fake, user)
