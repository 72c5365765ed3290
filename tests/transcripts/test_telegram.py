"""Every transcript again, in a chat on Telegram: the same words."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.telegram.fake.people import User
from tests.telegram.fake.server import FakeTelegram
from tests.telegram.process import Mode, bot
from tests.transcripts.courses import content
from tests.transcripts.script import played
from tests.transcripts.telegram import Telegram, stale

SCRIPTS = {p.stem: p.read_text(encoding="utf-8") for p in Path(__file__).parent.glob("*.txt")}
RESTARTED = sorted(name for name, text in SCRIPTS.items() if "\ncourse " in text)
OTHERS = sorted(SCRIPTS.keys() - {*RESTARTED})
SHORT = [
    name
    for name in OTHERS
    if not re.search("^at |9 in the evening", SCRIPTS[name], re.MULTILINE)
    and SCRIPTS[name].count("\n>") <= 8
]
"""What a process plays: it has its own clock, knows nobody's zone, and keeps to the pace."""


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as loop:
        yield loop


@pytest.fixture(scope="module")
def program(loop: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Telegram]:
    fake = loop.run(FakeTelegram().__aenter__())
    program = Telegram(fake, fake.user(1), tmp_path_factory.mktemp("program"))
    loop.run(program.restart("tiny"))
    yield program
    loop.run(program.end())
    loop.run(fake.__aexit__())


@pytest.mark.parametrize("name", OTHERS)
def test_a_chat_on_telegram_says_the_same(
    name: str, loop: asyncio.Runner, program: Telegram
) -> None:
    learner = program.fake.user(1000 + OTHERS.index(name))
    assert loop.run(played(SCRIPTS[name], program.speaks_of(learner))) == SCRIPTS[name]
    check(program.fake, learner)


@pytest.mark.parametrize("name", RESTARTED)
async def test_a_chat_with_a_bot_that_is_restarted_says_the_same(name: str, tmp_path: Path) -> None:
    async with FakeTelegram() as fake:
        chat = Telegram(fake, fake.user(1), tmp_path)
        try:
            assert await played(SCRIPTS[name], chat) == SCRIPTS[name]
        finally:
            await chat.end()
        check(fake, chat.user)


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_the_bot_as_a_process_says_the_same_to_all_at_once(
    mode: Mode, tmp_path: Path
) -> None:
    database, home = tmp_path / "tutorbot.db", content("tiny", tmp_path)
    async with (
        FakeTelegram() as fake,
        bot(fake, tmp_path, mode, TUTORBOT_CONTENT=str(home)) as process,
    ):
        await process.ready()
        people = {name: fake.user(1000 + number) for number, name in enumerate(SHORT)}
        chats = [await Telegram.outside(fake, u, home, database) for u in people.values()]
        plays = (played(SCRIPTS[n], chat) for n, chat in zip(people, chats, strict=True))
        said = await asyncio.gather(*plays)
        assert await process.stop() == 0
        for name, transcript in zip(people, said, strict=True):
            assert transcript == SCRIPTS[name]
            check(fake, people[name])


def check(fake: FakeTelegram, learner: User) -> None:
    """Assert that all was as Telegram wants it, and that only the open prompt has buttons."""
    assert fake.ledger.findings == []
    assert {call.status for call in fake.ledger.calls} == {200}
    assert all(query.answers == 1 for query in fake.world.queries.values())
    assert stale(learner.sees) == []
