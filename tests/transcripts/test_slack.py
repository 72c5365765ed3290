"""Every transcript again, in a direct message on Slack: the same words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.slack.chats import Chats
from tests.slack.desk import desk
from tests.transcripts.script import played
from tests.transcripts.slack import Slack, stale

SCRIPTS = {p.stem: p.read_text(encoding="utf-8") for p in Path(__file__).parent.glob("*.txt")}
RESTARTED = sorted(name for name, text in SCRIPTS.items() if "\ncourse " in text)
OTHERS = sorted(SCRIPTS.keys() - {*RESTARTED})


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as loop:
        yield loop


async def _opened(life: AsyncExitStack, folder: Path) -> Slack:
    chats = Chats()
    _, api = await life.enter_async_context(desk(open=chats))
    return Slack(chats, api, "U1", folder)


@pytest.fixture(scope="module")
def program(loop: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slack]:
    life = AsyncExitStack()
    program = loop.run(_opened(life, tmp_path_factory.mktemp("program")))
    loop.run(program.restart("tiny"))
    yield program
    loop.run(program.end())
    loop.run(life.aclose())


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Slack]:
    async with AsyncExitStack() as life:
        chat = await _opened(life, tmp_path)
        yield chat
        await chat.end()


@pytest.mark.parametrize("name", OTHERS)
def test_a_chat_on_slack_says_the_same(name: str, loop: asyncio.Runner, program: Slack) -> None:
    learner = program.speaks_of(f"U{1000 + OTHERS.index(name)}")
    assert loop.run(played(SCRIPTS[name], learner)) == SCRIPTS[name]
    assert stale(learner.sees) == []


@pytest.mark.parametrize("name", RESTARTED)
async def test_a_chat_with_a_bot_that_is_restarted_says_the_same(name: str, chat: Slack) -> None:
    assert await played(SCRIPTS[name], chat) == SCRIPTS[name]
    assert stale(chat.sees) == []
