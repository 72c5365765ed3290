"""A real store on a file, and a runner on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.sql import open_store
from bot.runner import Runner
from tests.runner import counting
from tests.runner.talk import APOLOGY, NOW
from tests.runner.watched import Watched


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/tutorbot.db"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Watched]:
    store = Watched(await open_store(url, now=NOW))
    yield store
    await store.close()


@pytest.fixture
async def runner(store: Watched) -> AsyncIterator[Runner]:
    runner = Runner(store, counting.COURSE, counting.advance, apology=APOLOGY)
    running = asyncio.create_task(runner.run())
    yield runner
    store.open.set()
    await runner.stop()
    await running
