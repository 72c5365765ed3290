"""kill -9 of a real `tutorbot run` under load, counted from what Slack was told."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.kills.slack.siege import besiege
from tests.slack.platform import Mode

KILLS = 2


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_kills_lose_no_acknowledged_input_and_double_none(mode: Mode, tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    print(await besiege(mode, KILLS, tmp_path, random.Random(seed)))  # noqa: S311
