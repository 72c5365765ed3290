"""`chat --jsonl` as a program meets it: a real process on a real database."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
from contextlib import closing as closed
from pathlib import Path

import pytest

from adapters.sql import open_store
from bot.account import Account
from bot.clock import machine_time
from bot.content import load_course
from bot.main import closing, serving
from bot.ports import Incoming
from dialogues.input import Said
from tests.terminal.chat import LESSONS, Line, chat, command

TURN = {"type": "turn", "accepted": True, "duplicate": False}
AGAIN = {"type": "turn", "accepted": True, "duplicate": True}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "tutorbot.db"


def texts(lines: list[Line]) -> str:
    return "\n".join(line["text"] for line in lines if line["type"] == "message")


async def test_messages_stand_before_the_turn_and_nothing_is_said_at_the_start(
    database: Path,
) -> None:
    async with chat(database) as talk:
        *messages, last = await talk.send({"text": "hello"})
        assert last == TURN
        assert {line["to"] for line in messages} == {"ann"}
        assert [line["prompt"] for line in messages] == [None] * (len(messages) - 1) + [1]
        assert messages[-1]["choices"][0] == {"id": "lens", "label": "A: The lens"}
        assert "A. The lens" in messages[-1]["text"]
        assert await talk.end() == 0


async def test_a_repeated_key_has_one_effect(database: Path) -> None:
    async with chat(database) as talk:
        await talk.send({"text": "hello", "key": "1"})
        assert await talk.send({"choice": "lens", "key": "2"}) != [AGAIN]
        assert await talk.send({"choice": "lens", "key": "2"}) == [AGAIN]
        assert await talk.send({"text": "hello", "key": "1", "from": "bob"}) == [AGAIN]


async def test_a_press_on_an_older_prompt_is_answered_and_changes_nothing(database: Path) -> None:
    async with chat(database) as talk:
        await talk.send({"text": "hello"})
        question = (await talk.send({"choice": "lens", "prompt": 1}))[-2]
        *_, shown, last = await talk.send({"choice": "lamp", "prompt": 1})
        assert (shown, last) == (question, TURN)


async def test_learners_are_apart_and_each_message_says_to_whom_it_goes(database: Path) -> None:
    async with chat(database) as talk:
        await talk.send({"text": "hello"})
        ann = await talk.send({"choice": "lens"})
        bob = await talk.send({"text": "hello", "from": "bob"})
        assert {line["to"] for line in bob[:-1]} == {"bob"}
        assert texts(bob) != texts(ann)
        assert texts(await talk.send({"choice": "lens", "from": "bob"})) == texts(ann)


def png_width(path: str) -> int:
    png = Path(path).read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(png[16:20], "big")


BAD = [
    b"",
    b"hello",
    b"[]",
    b"{}",
    b'{"text": "a", "choice": "b"}',
    b'{"text": "a", "at": "2026-03-02T09:00:00"}',
    b'{"text": "a", "extra": 1}',
    b'{"text": "a\\u0000b"}',
    b'{"text": "\\udc00"}',
    b'{"text": "\xff\xfe"}',
    b'{"text": "' + b"x" * (1 << 20) + b'"}',
    b"x" * (3 << 20),
]


async def test_a_bad_line_gets_one_error_and_the_talk_goes_on(database: Path) -> None:
    async with chat(database) as talk:
        question = (await talk.send({"text": "hello"}))[-2]
        for line in BAD:
            (error,) = await talk.send(line)
            assert error["type"] == "error", line[:40]
            assert "\n" not in error["message"]
            *_, shown, last = await talk.send({"text": "x"})
            assert (shown, last) == (question, TURN), line[:40]


async def test_odd_text_is_accepted_and_answered(database: Path) -> None:
    async with chat(database) as talk:
        question = (await talk.send({"text": "hello"}))[-2]
        for text in ("", "  ", "x" * 40_000, "\u0007\u001b[31m", "\u202eabc\u202c", "🙂"):
            *_, shown, last = await talk.send({"text": text})
            assert (shown, last) == (question, TURN), text[:40]


async def test_time_stands_still_where_at_put_it_and_due_timers_speak_first(
    database: Path,
) -> None:
    async with chat(database) as talk:
        await talk.send({"text": "hello", "at": "2026-03-02T09:00:00+00:00"})
        await talk.send({"text": "later"})
        await talk.send({"choice": "in_an_hour"})
        assert await talk.send({"tick": True}) == [TURN]
        assert await talk.send({"tick": True, "at": "2026-03-02T09:59:59+00:00"}) == [TURN]
        reminder = await talk.send({"tick": True, "at": "2026-03-02T10:00:00+00:00"})
        assert "You asked me to remind you." in texts(reminder)
        assert await talk.send({"tick": True, "at": "2026-03-09T10:00:00+00:00"}) == [TURN]


async def test_a_timer_that_is_due_speaks_before_the_input_is_heard(database: Path) -> None:
    async with chat(database) as talk:
        await talk.send({"text": "hello", "at": "2026-03-02T09:00:00+00:00"})
        await talk.send({"text": "later"})
        await talk.send({"choice": "in_an_hour"})
        other = {"text": "hello", "from": "bob", "at": "2026-03-02T11:00:00+00:00"}
        *messages, last = await talk.send(other)
        to = [line["to"] for line in messages]
        assert to == sorted(to)
        assert set(to) == {"ann", "bob"}
        assert last == TURN


async def test_the_night_is_that_of_the_machine_s_time_zone(database: Path) -> None:
    async with chat(database, TZ="Asia/Tokyo") as talk:
        await talk.send({"text": "hello", "at": "2026-03-02T22:30:00+09:00"})
        await talk.send({"text": "later"})
        await talk.send({"choice": "in_an_hour"})
        assert await talk.send({"tick": True, "at": "2026-03-03T07:59:00+09:00"}) == [TURN]
        reminder = await talk.send({"tick": True, "at": "2026-03-03T08:00:00+09:00"})
        assert "You asked me to remind you." in texts(reminder)


async def test_a_picture_is_a_png_that_a_phone_can_show(database: Path) -> None:
    async with chat(database) as talk:
        await talk.send({"text": "hello"})
        await talk.send({"choice": "lens"})
        *messages, _ = await talk.send({"choice": "continue"})
        image = next(line["image"] for line in messages if line["image"])
        assert png_width(image["path"]) >= 900
        assert image["alt"].startswith("Drawing of a lighthouse")
        assert image["caption"]


async def test_messages_that_an_ended_process_left_are_sent_first(database: Path) -> None:
    url, now = f"sqlite:///{database}", machine_time()
    async with (
        closing(await open_store(url, now=now)) as store,
        serving(store, load_course(LESSONS), {}) as program,
    ):
        await program.submit(Incoming(Account("terminal", "local", "ann"), Said("hello"), now))
    async with chat(database) as talk:
        first = await talk.send({"choice": "lens"})
        other = await talk.send({"text": "hello", "from": "bob"})
        assert texts(first).startswith(texts(other))
        assert len(first) > len(other)


async def test_while_the_database_is_held_nothing_is_taken_and_it_goes_on_after(
    database: Path,
) -> None:
    async with chat(database) as talk:
        await talk.send({"text": "hello"})
        with closed(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            (answer,) = await talk.send({"choice": "lens", "key": "1"})
        assert answer["type"] == "error"
        assert answer["message"].startswith("Nothing was taken")
        assert (await talk.send({"choice": "lens", "key": "1"}))[-1] == TURN


async def test_the_last_line_needs_no_end(database: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *command(database, "--jsonl"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate(b'{"text": "hello"}\n{"tick": true}')
    assert out.count(b'"type":"turn"') == 2
    assert process.returncode == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_a_process_that_is_told_to_end_ends_cleanly(database: Path, number: int) -> None:
    async with chat(database) as talk:
        await talk.send({"text": "hello"})
        talk.process.send_signal(number)
        assert await talk.process.wait() == 0
    with closed(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT clean FROM process").fetchall() == [(1,)]


def test_when_nobody_reads_any_more_it_ends_and_keeps_what_was_not_read(database: Path) -> None:
    with subprocess.Popen(
        command(database, "--jsonl"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(b'{"text": "hello"}\n{"text": "menu"}\n')
        process.stdin.flush()
        assert process.stderr.read() == b""
    assert process.returncode == 0
    with closed(sqlite3.connect(database)) as connection:
        (waiting,) = connection.execute("SELECT count(*) FROM outbox WHERE attempts = 0").fetchone()
        assert waiting > 0
