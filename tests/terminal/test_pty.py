"""The interactive chat in a real terminal."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.terminal.chat import command

GOODBYE = b"Your place is kept. Come back with: tutorbot chat"


class Terminal:
    """A terminal with a chat in it."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self.process, self._master = process, master
        self.screen = b""

    def type(self, keys: bytes) -> None:
        os.write(self._master, keys)

    def until(self, words: bytes) -> bytes:
        """Wait until the terminal shows the words; return all that is new, with them."""
        start = len(self.screen)
        while words not in self.screen[start:]:
            self.screen += os.read(self._master, 1 << 16)
        return self.screen[start:]


@contextmanager
def terminal(database: Path, *options: str, term: str = "xterm") -> Iterator[Terminal]:
    """Open a terminal of 60 columns and chat in it; see that it is given back as it was."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 60))
    before = termios.tcgetattr(slave)
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    process = subprocess.Popen(
        command(database, *options),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        env={**environment, "TERM": term, "INPUTRC": "/dev/null"},
    )
    try:
        yield Terminal(process, master)
        assert process.wait(timeout=20) == 0
        assert termios.tcgetattr(slave) == before
    finally:
        process.kill()
        process.wait()
        os.close(master)
        os.close(slave)


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_ctrl_d_leaves_cleanly(tmp_path: Path, term: str) -> None:
    with terminal(tmp_path / "a.db", term=term) as chat:
        assert b"Welcome." in chat.until(b"> ")
        chat.type(b"\x04")
        assert b"Traceback" not in chat.until(GOODBYE)


@pytest.mark.parametrize("options", [(), ("--plain",)])
def test_ctrl_c_in_the_middle_of_a_line_leaves_cleanly(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    with terminal(tmp_path / "a.db", *options) as chat:
        chat.until(b"> ")
        chat.type(b"half an ans")
        chat.until(b"half an ans")
        chat.process.send_signal(signal.SIGINT)
        assert b"Traceback" not in chat.until(GOODBYE)


def test_a_typed_number_is_an_answer_and_nothing_is_wider_than_the_terminal(
    tmp_path: Path,
) -> None:
    with terminal(tmp_path / "a.db", term="dumb") as chat:
        shown = chat.until(b"> ")
        assert b"\x1b" not in shown
        chat.type(b"1\n")
        answer = chat.until(b"> ")
        assert b"Thanks." in answer
        lines = (shown + answer).decode().splitlines()
        assert max(len(line) for line in lines if "Ctrl-C" not in line) <= 60
        chat.type(b"\x04")
        chat.until(GOODBYE)


def test_plain_text_in_a_terminal_has_no_control_sequence(tmp_path: Path) -> None:
    with terminal(tmp_path / "a.db", "--plain") as chat:
        chat.until(b"> ")
        chat.type(b"\x04")
        chat.until(GOODBYE)
        assert b"\x1b" not in chat.screen
