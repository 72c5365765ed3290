"""Transcripts of several people side by side, on a real store and in a running program."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from tests.transcripts.script import played
from tests.transcripts.several import several
from tests.transcripts.terminal import Terminal
from tests.transcripts.test_engine import SCREEN

ELSEWHERE = re.compile(r"^as \w+ on ", re.MULTILINE)
SCRIPTS = sorted((Path(__file__).parent / "several").glob("*.txt"))
IN_A_TERMINAL = [path for path in SCRIPTS if not ELSEWHERE.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_each_is_told_what_the_transcript_says(
    script: Path, tmp_path: Path, *, update: bool
) -> None:
    before = script.read_text(encoding="utf-8")

    async def play() -> str:
        async with several(tmp_path) as people:
            return await played(before, people)

    after = asyncio.run(play())
    if update:
        script.write_text(after, encoding="utf-8")
    else:
        assert after == before, "if this is what it should say, run: uv run pytest --update"


@pytest.mark.parametrize("script", IN_A_TERMINAL, ids=lambda path: path.stem)
def test_a_running_program_tells_each_the_same(script: Path, tmp_path: Path) -> None:
    before = script.read_text(encoding="utf-8")

    async def play() -> str:
        program = Terminal("nobody", tmp_path, tmp_path / "tutorbot.db")
        try:
            await program.restart("tiny")
            return await played(before, program)
        finally:
            await program.end()

    assert asyncio.run(play()) == before


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_of_several_is_one_sentence_and_two_screens(script: Path) -> None:
    title, empty, *lines = script.read_text(encoding="utf-8").splitlines()
    assert title.startswith("# ")
    assert title.endswith(".")
    assert empty == ""
    assert len(lines) + 2 <= 2 * SCREEN
