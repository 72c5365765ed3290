"""What operators do for a person: a file with everything, and erasing it."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from adapters.sql import open_store
from bot.main import closing
from tests.cli.tutorbot import Ran, tutorbot
from tests.privacy.people import ANN, BOB, NOW, live, places


@pytest.fixture
async def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    async with closing(await open_store(f"sqlite:///{home}/tutorbot.db", now=NOW)) as store:
        await live(store, ANN, "annword")
        await live(store, BOB, "bobword")
    return home


def ran(home: Path, *words: str) -> Ran:
    return tutorbot(*words, "--database", f"sqlite:///{home}/tutorbot.db")


def test_a_file_is_written_for_its_owner_only_and_never_over_another(home: Path) -> None:
    file = home.parent / "ann.json"
    words = ("export-person", "--account", ANN.key, "--to", str(file))
    assert ran(home, *words).code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_bytes())["account"] == ANN.key
    again = ran(home, *words)
    assert again.code == 2
    assert "there already" in again.err


async def test_a_file_is_written_beside_a_running_program(home: Path) -> None:
    async with closing(await open_store(f"sqlite:///{home}/tutorbot.db", now=NOW)):
        file = home.parent / "ann.json"
        assert ran(home, "export-person", "--account", ANN.key, "--to", str(file)).code == 0


def test_erase_asks_first(home: Path) -> None:
    assert ran(home, "erase", "--account", ANN.key).code != 0
    assert places(home, "annword")


def test_erase_leaves_no_byte_of_the_person(home: Path) -> None:
    done = ran(home, "erase", "--account", ANN.key, "--yes", "--json")
    assert json.loads(done.out) == {"key": ANN.key, "state": "erased"}
    assert places(home, "annword", ANN.key, ANN.user) == []
    assert places(home, "bobword")


async def test_erase_is_refused_while_a_process_serves(home: Path) -> None:
    async with closing(await open_store(f"sqlite:///{home}/tutorbot.db", now=NOW)):
        done = ran(home, "erase", "--account", ANN.key, "--yes")
    assert done.code == 2
    assert "another tutorbot process" in done.err
    assert places(home, "annword")


@pytest.mark.parametrize("command", [("erase", "--yes"), ("export-person",)])
def test_an_unknown_account_is_said_so(home: Path, command: tuple[str, ...]) -> None:
    done = ran(home, *command, "--account", "telegram:99:1", "--json")
    assert done.code == 1
    assert "Nothing is kept" in json.loads(done.out)["error"]["message"]
