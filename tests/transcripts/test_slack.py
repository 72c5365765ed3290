"""Every transcript again, in a direct message on Slack: the same words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.slack.fake.server import FakeSlack
from tests.slack.process import MODES, Mode
from tests.slack.teaching import teaching
from tests.transcripts.courses import content
from tests.transcripts.script import played
from tests.transcripts.slack import Slack, check

SCRIPTS = {p.stem: p.read_text(encoding="utf-8") for p in Path(__file__).parent.glob("*.txt")}
NOT_THERE = {"an_empty_message_gets_the_question_again"}
"""Slack sends no message without words."""

RESTARTED = sorted(name for name, text in SCRIPTS.items() if "\ncourse " in text)
OTHERS = sorted(SCRIPTS.keys() - {*RESTARTED, *NOT_THERE})
CORE = (
    "a_choice_can_be_typed_in_many_ways",
    "a_first_meeting_leads_through_part_one",
    "a_picture_can_be_read_as_text",
    "a_repeated_key_has_one_effect",
    "a_wrong_answer_gets_a_second_try",
    "an_old_button_changes_nothing",
)
"""What a process plays, at the pace that Slack allows a workspace."""


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as loop:
        yield loop


@pytest.fixture(scope="module")
def program(loop: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slack]:
    fake = loop.run(FakeSlack().__aenter__())
    program = Slack(fake, fake.user("U1"), tmp_path_factory.mktemp("program"))
    loop.run(program.restart("tiny"))
    yield program
    loop.run(program.end())
    loop.run(fake.__aexit__())


@pytest.mark.parametrize("name", OTHERS)
def test_a_chat_on_slack_says_the_same(name: str, loop: asyncio.Runner, program: Slack) -> None:
    learner = program.fake.user(f"U{1000 + OTHERS.index(name)}")
    assert loop.run(played(SCRIPTS[name], program.speaks_of(learner))) == SCRIPTS[name]
    check(program.fake, learner)


@pytest.mark.parametrize("name", RESTARTED)
async def test_a_chat_with_a_bot_that_is_restarted_says_the_same(name: str, tmp_path: Path) -> None:
    async with FakeSlack() as fake:
        chat = Slack(fake, fake.user("U1"), tmp_path)
        try:
            assert await played(SCRIPTS[name], chat) == SCRIPTS[name]
        finally:
            await chat.end()
        check(fake, chat.person)


@pytest.mark.parametrize("mode", MODES)
async def test_the_bot_as_a_process_says_the_same_to_all_at_once(
    mode: Mode, tmp_path: Path
) -> None:
    database, home = tmp_path / "tutorbot.db", content("tiny", tmp_path / "read")
    async with FakeSlack() as fake, teaching(fake, tmp_path, mode) as process:
        people = {name: fake.user(f"U{number}") for number, name in enumerate(CORE)}
        chats = [await Slack.outside(fake, p, home, database) for p in people.values()]
        plays = (played(SCRIPTS[n], chat) for n, chat in zip(people, chats, strict=True))
        said = await asyncio.gather(*plays)
        assert await process.stop() == 0
        for name, transcript in zip(people, said, strict=True):
            assert transcript == SCRIPTS[name]
            check(fake, people[name])
