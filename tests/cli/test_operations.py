"""What operators do with the quarantine, the outbox and the database."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing as closed
from contextlib import contextmanager
from pathlib import Path

import pytest

from adapters.sql import open_store
from bot.account import Account
from bot.clock import machine_time
from bot.content import load_course
from bot.main import closing, serving
from bot.ports import Incoming
from bot.runner import Runner
from dialogues.course import Course
from dialogues.input import Input, Said
from dialogues.state import Conversation
from dialogues.turn import Turn
from tests.cli.tutorbot import LESSONS, Ran, tutorbot
from tests.terminal.chat import command

WORDS = "the learner's own words"
ANN = Account("terminal", "local", "ann")


class Broken(Exception):
    """What a bug in the engine raises."""


def broken(course: Course, conversation: Conversation, input: Input, **_: object) -> Turn:
    raise Broken


async def set_one_aside(database: Path) -> None:
    """Handle two inputs: one well, its answers unsent; one by a broken engine."""
    now = machine_time()
    course = load_course(LESSONS)
    async with closing(await open_store(f"sqlite:///{database}", now=now)) as store:
        async with serving(store, course, {}) as program:
            await program.submit(Incoming(ANN, Said("hello"), now, "key-1"))
        runner = Runner(store, course, broken, apology="Sorry.")
        work = asyncio.create_task(runner.run())
        receipt = await runner.submit(Incoming(ANN, Said(WORDS), now, "key-2"))
        await runner.stop()
        await work
    assert receipt.quarantined


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "tutorbot.db"
    asyncio.run(set_one_aside(path))
    return path


def operate(database: Path, *arguments: str) -> Ran:
    where = ("--database", f"sqlite:///{database}", "--content", str(LESSONS))
    return tutorbot(*arguments, *where)


@contextmanager
def serving_process(database: Path) -> Iterator[None]:
    """Keep a chat open on the database."""
    with subprocess.Popen(
        command(database, "--jsonl"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b'{"tick": true}\n')
        process.stdin.flush()
        while b'"turn"' not in process.stdout.readline():
            pass
        yield
        process.stdin.close()


def test_the_quarantine_lists_key_time_state_and_error_but_no_text(database: Path) -> None:
    (row,) = operate(database, "quarantine", "list", "--json").json()
    assert row.pop("time")
    assert row.pop("error").startswith("Broken")
    assert row == {"key": "key-2", "account": "terminal:local:ann", "state": "set aside"}
    table = operate(database, "quarantine", "list")
    assert "key-2" in table.out
    assert WORDS not in table.out


def test_texts_are_listed_only_when_asked_for(database: Path) -> None:
    (row,) = operate(database, "quarantine", "list", "--json", "--with-text").json()
    assert row["input"] == {"type": "said", "text": WORDS}
    rows = operate(database, "outbox", "list", "--json").json()
    assert all("text" not in row for row in rows)
    rows = operate(database, "outbox", "list", "--json", "--with-text").json()
    assert rows[0]["text"].startswith("Welcome.")


def test_a_retried_input_is_handled_and_gone_from_the_quarantine(database: Path) -> None:
    before = operate(database, "outbox", "list", "--json").json()
    ran = operate(database, "quarantine", "retry", "key-2", "--json")
    assert ran.json() == {"key": "key-2", "state": "handled"}
    assert operate(database, "quarantine", "list", "--json").json() == []
    assert len(operate(database, "outbox", "list", "--json").json()) > len(before)


def test_an_input_that_fails_again_is_told_and_listed_anew(database: Path) -> None:
    with closed(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE conversation SET state = x'7b'")
    ran = operate(database, "quarantine", "retry", "key-2")
    assert (ran.code, ran.out) == (1, "")
    assert "retry:key-2" in ran.err
    (row,) = operate(database, "quarantine", "list", "--json").json()
    assert row["key"] == "retry:key-2"


def test_a_dropped_input_is_gone(database: Path) -> None:
    assert operate(database, "quarantine", "drop", "key-2").out == "key-2: dropped.\n"
    assert operate(database, "quarantine", "list").out == "Nothing was set aside.\n"
    ran = operate(database, "quarantine", "drop", "key-2")
    assert (ran.code, ran.out) == (1, "")
    assert "tutorbot quarantine list" in ran.err


def test_a_dropped_message_is_gone_and_the_others_wait(database: Path) -> None:
    first, *others = operate(database, "outbox", "list", "--json").json()
    assert first["state"] == "waiting"
    assert first["error"] is None
    assert operate(database, "outbox", "drop", str(first["key"])).code == 0
    assert operate(database, "outbox", "list", "--json").json() == others
    retried = operate(database, "outbox", "retry", str(others[0]["key"]), "--json")
    assert retried.json() == {"key": others[0]["key"], "state": "waiting"}


def test_commands_that_read_run_beside_a_process_and_those_that_write_are_refused(
    database: Path,
) -> None:
    with serving_process(database):
        assert operate(database, "quarantine", "list", "--json").json()[0]["key"] == "key-2"
        ran = operate(database, "quarantine", "drop", "key-2")
        assert ran.code == 2
        assert "another tutorbot process" in ran.err
        chat = operate(database, "chat")
        assert chat.code == 2
        assert len(chat.err.splitlines()) == 1


def test_a_backup_is_private_whole_and_never_replaces_a_file(database: Path) -> None:
    copy = database.with_name("copy.db")
    with serving_process(database):
        assert operate(database, "backup", str(copy)).code == 0
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closed(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT key FROM quarantine").fetchall() == [("key-2",)]
    assert operate(database, "backup", str(copy)).code == 2
    assert operate(database, "backup", str(database)).code == 2


def test_migrate_makes_a_new_database_and_leaves_a_current_one_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    assert operate(path, "migrate").code == 0
    assert operate(path, "migrate").out == "The database is up to date.\n"
    assert operate(path, "outbox", "list").out == "Nothing waits.\n"


def test_log_lines_are_json_when_asked_for_and_hold_no_text(tmp_path: Path, database: Path) -> None:
    ran = tutorbot(
        "chat",
        *("--jsonl", "--database", f"sqlite:///{database}", "--content", str(LESSONS)),
        env={"TUTORBOT_LOG_FORMAT": "json", "TUTORBOT_LOG_LEVEL": "DEBUG"},
        typed=json.dumps({"text": WORDS}) + '\n{"choice": "lens"}\n{"choice": "continue"}\n',
    )
    assert ran.code == 0
    assert WORDS not in ran.err
    assert all(
        {"time", "level", "logger", "message"} == json.loads(x).keys() for x in ran.err.splitlines()
    )
