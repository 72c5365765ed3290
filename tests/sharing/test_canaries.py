"""Nobody sees what the learner did not send: not in a message, not in a list, not in a log."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import settings

from bot.content.load import load_course
from tests.sharing.history import SECRET, History, stored
from tests.transcripts.courses import content
from tests.transcripts.several import several

HISTORIES, ACTS = settings().max_examples // 2, 22
"""Fifty; a thousand with HYPOTHESIS_PROFILE=thorough."""


async def test_nothing_that_was_not_sent_stands_before_anybody_else(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "tutorbot")
    course = load_course(content("pets-only", tmp_path))
    ever: set[str] = set()
    sent = withdrawn = 0
    async with several(tmp_path, course) as world:
        for seed in range(HISTORIES):
            history = History(world, seed)
            await history.play(ACTS)
            ever |= history.ever
            sent, withdrawn = sent + history.sent, withdrawn + history.withdrawn
    kept = {word for value in stored(tmp_path / "several.db") for word in SECRET.findall(value)}
    assert kept <= ever
    assert not SECRET.search(caplog.text)
    assert sent > HISTORIES / 3
    assert withdrawn > HISTORIES / 10
