"""`chat` with no terminal: plain lines in, plain text out."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.terminal.chat import command


def talk(database: Path, typed: bytes, **env: str) -> str:
    environment = {**os.environ, **env}
    done = subprocess.run(
        command(database), input=typed, capture_output=True, check=True, env=environment
    )
    assert done.stderr == b""
    return done.stdout.decode()


def test_it_speaks_first_hears_numbers_and_words_and_says_how_to_come_back(
    tmp_path: Path,
) -> None:
    shown = talk(tmp_path / "a.db", b"1\nContinue\nlater\n5\n")
    assert shown.startswith("Welcome. This lesson is about lighthouses.\n\n")
    assert "1  A: The lens\n2  B: A huge lamp\n" in shown
    assert "Part 1 of 2: The light" in shown
    assert "I will not remind you." in shown
    database = f"sqlite:///{tmp_path}/a.db"
    assert f"Come back with: tutorbot chat --as ann --database {database}" in shown
    assert "\x1b" not in shown


def test_who_began_with_uv_is_told_to_come_back_with_uv(tmp_path: Path) -> None:
    assert "Come back with: uv run tutorbot chat " in talk(tmp_path / "a.db", b"1\n", UV="uv")


def test_bytes_that_are_no_text_get_one_line_and_the_talk_goes_on(tmp_path: Path) -> None:
    shown = talk(tmp_path / "a.db", b"\xff\xfe\n1\n")
    assert "I could not read that line" in shown
    assert "Thanks." in shown


def test_an_output_that_cannot_show_a_letter_shows_a_question_mark(tmp_path: Path) -> None:
    shown = talk(tmp_path / "lükke.db", b"", PYTHONIOENCODING="ascii")
    assert shown.isascii()
    assert "l?kke.db" in shown
