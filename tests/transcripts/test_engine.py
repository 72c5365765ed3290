"""Every transcript, said by the engine."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.content.load import load_course
from dialogues.course import Course
from tests.transcripts.courses import content
from tests.transcripts.engine import Engine
from tests.transcripts.script import played

WHOLE = "whole_lesson"  # longer than a screen; the walk through the lesson writes it
SCRIPTS = sorted(p for p in Path(__file__).parent.glob("*.txt") if p.stem != WHOLE)
SCREEN = 45


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return load_course(content("tiny", tmp_path_factory.mktemp("content")))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_the_engine_says_what_the_transcript_says(
    script: Path, tiny: Course, tmp_path: Path, *, update: bool
) -> None:
    before = script.read_text(encoding="utf-8")
    after = asyncio.run(played(before, Engine(tiny, tmp_path)))
    if update:
        script.write_text(after, encoding="utf-8")
    else:
        assert after == before, "if this is what it should say, run: uv run pytest --update"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_is_one_sentence_and_one_screen(script: Path) -> None:
    title, empty, *lines = script.read_text(encoding="utf-8").splitlines()
    assert title.startswith("# ")
    assert title.endswith(".")
    assert empty == ""
    assert len(lines) + 2 <= SCREEN
