"""Every transcript again, said by the program: the same words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.transcripts.script import played
from tests.transcripts.terminal import Terminal

SCRIPTS = {p.stem: p.read_text(encoding="utf-8") for p in Path(__file__).parent.glob("*.txt")}
ATTACHED = {name for name, text in SCRIPTS.items() if "\n> (" in text}  # no one can in a terminal
RESTARTED = sorted(name for name, text in SCRIPTS.items() if "\ncourse " in text)
OTHERS = sorted(SCRIPTS.keys() - {*RESTARTED} - ATTACHED)


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as loop:
        yield loop


@pytest.fixture(scope="module")
def program(loop: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    folder = tmp_path_factory.mktemp("program")
    program = Terminal("nobody", folder, folder / "tutorbot.db")
    loop.run(program.restart("tiny"))
    yield program
    loop.run(program.end())


@pytest.mark.parametrize("name", OTHERS)
def test_a_running_program_says_the_same(
    name: str, loop: asyncio.Runner, program: Terminal
) -> None:
    assert loop.run(played(SCRIPTS[name], program.speaks_of(name))) == SCRIPTS[name]


@pytest.mark.parametrize("name", RESTARTED)
def test_a_program_that_is_restarted_says_the_same(name: str, tmp_path: Path) -> None:
    async def play() -> str:
        program = Terminal("ann", tmp_path, tmp_path / "tutorbot.db")
        try:
            return await played(SCRIPTS[name], program)
        finally:
            await program.end()

    assert asyncio.run(play()) == SCRIPTS[name]
