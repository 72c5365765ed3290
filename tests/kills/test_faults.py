"""What is asserted of kills can fail: it does for every program that breaks the promise."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.kills.faulty import FAULTS
from tests.kills.ledger import Ledger
from tests.kills.lives import live
from tests.kills.remains import remains
from tests.kills.script import Script, write_script
from tests.kills.talk import chat, talking

INPUTS = 10
LIVES = 5


def faulty(fault: str, file: Path) -> list[str]:
    """Return the command that talks on this database file with this fault."""
    return [sys.executable, "-m", "tests.kills.faulty", fault, str(file)]


async def _survive(fault: str, script: Script, left_alone: Path, killed: Path) -> None:
    """Let a program die in the middle of turns; assert that nothing came of it."""
    ledger = Ledger(script.messages)
    for _ in range(LIVES):
        await live(faulty(fault, killed), script.lines[ledger.accepted :], ledger)
        if ledger.accepted == INPUTS:
            break
    assert ledger.kills > 0
    ledger.check(INPUTS)
    assert remains(killed) == remains(left_alone)


@pytest.fixture
def left_alone(tmp_path: Path) -> Path:
    return tmp_path / "left_alone.db"


@pytest.fixture
async def script(left_alone: Path) -> Script:
    async with talking(chat(left_alone)) as talk:
        return await write_script(talk, INPUTS, random.Random(5))  # noqa: S311


async def test_a_kill_between_the_commit_and_its_receipt_changes_nothing(
    script: Script, left_alone: Path, tmp_path: Path
) -> None:
    await _survive("none", script, left_alone, tmp_path / "killed.db")


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_in_the_transaction_is_found(
    fault: str, script: Script, left_alone: Path, tmp_path: Path
) -> None:
    with pytest.raises(AssertionError):
        await _survive(fault, script, left_alone, tmp_path / "killed.db")
