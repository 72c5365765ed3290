"""A disk that takes nothing more, and then has room again, under a program that goes on."""

from __future__ import annotations

import random
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.kills.remains import remains
from tests.kills.script import write_script
from tests.kills.talk import NotTaken, Talk, chat, talking

INPUTS = 12


@contextmanager
def no_room(talk: Talk) -> Iterator[None]:
    """Let every write of the program to a file fail until the block ends."""
    _, most = resource.prlimit(talk.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(talk.process.pid, resource.RLIMIT_FSIZE, (0, most))
    yield
    resource.prlimit(talk.process.pid, resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.skipif(sys.platform != "linux", reason="needs prlimit")
async def test_while_the_disk_is_full_nothing_is_taken_and_nothing_is_lost(tmp_path: Path) -> None:
    roomy, full = tmp_path / "roomy.db", tmp_path / "full.db"
    async with talking(chat(roomy)) as talk:
        script = await write_script(talk, INPUTS, random.Random(7))  # noqa: S311
    said = []
    async with talking(chat(full)) as talk:
        await talk.ask({"tick": True})  # it has started
        for line in script.lines:
            with no_room(talk), pytest.raises(NotTaken, match="Nothing was taken"):
                await talk.ask(line)
            said += await talk.ask(line)
    assert said == list(script.messages)
    assert remains(full) == remains(roomy)
