"""kill -9 of a real `tutorbot chat --jsonl`, again and again, in the middle of its turns."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.kills.ledger import Ledger
from tests.kills.lives import live, random_kills
from tests.kills.remains import remains
from tests.kills.script import write_script
from tests.kills.talk import chat, talking

KILLS = 8  # in each of four parts
AHEAD = 12
"""So many inputs are on their way at once."""

INPUTS = (KILLS + 1) * AHEAD


@pytest.mark.parametrize("part", range(4))
async def test_kills_lose_no_accepted_answer_and_double_none(part: int, tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"part {part}, seed {seed}")
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    left_alone, killed = tmp_path / "left_alone.db", tmp_path / "killed.db"
    async with talking(chat(left_alone)) as talk:
        script = await write_script(talk, INPUTS, chance)
    ledger = Ledger(script.messages)
    for number, kill in enumerate(random_kills(KILLS, chance), 1):
        start = ledger.accepted
        await live(chat(killed), script.lines[start : start + AHEAD], ledger, kill)
        if number == KILLS // 2:  # a good end between: the next life is not on its guard
            await live(chat(killed), [], ledger)
    await live(chat(killed), script.lines[ledger.accepted :], ledger)
    print(f"{ledger.duplicates} answers were sent again, {ledger.repeats} messages came again")
    assert ledger.kills == KILLS
    ledger.check(INPUTS)
    assert remains(killed) == remains(left_alone)
