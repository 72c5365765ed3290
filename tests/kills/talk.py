"""A program under test, as a process that talks in JSON lines."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec


class Button(msgspec.Struct, frozen=True):
    id: str


class Message(msgspec.Struct, frozen=True, tag="message"):
    """A message that was said. The place of a picture is left out: it depends on the folder."""

    to: str
    text: str
    choices: tuple[Button, ...]
    prompt: int | None


class Accepted(msgspec.Struct, frozen=True, tag="turn"):
    """The line that ends the answer to an input, in the order of the inputs."""

    accepted: bool
    duplicate: bool


class Trouble(msgspec.Struct, frozen=True, tag="error"):
    message: str


class NotTaken(Exception):
    """The program could not take an input, and said why."""


_decode = msgspec.json.Decoder(Message | Accepted | Trouble).decode


class Talk:
    """One life of the program: lines in, lines out, until it ends or is killed."""

    def __init__(self, process: Process) -> None:
        self.process = process

    async def ask(self, line: Mapping[str, Any]) -> list[Message]:
        """Say one line and return the messages that come before its turn is accepted.

        Raises NotTaken when the program says so.
        """
        self.say([line])
        messages: list[Message] = []
        async for heard in self.heard():
            match heard:
                case Message():
                    messages.append(heard)
                case Accepted():
                    return messages
                case Trouble():
                    raise NotTaken(heard.message)
        raise AssertionError("the program ended without an answer")

    def say(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Write the lines, without waiting for answers."""
        assert self.process.stdin
        self.process.stdin.write(b"".join(json.dumps(line).encode() + b"\n" for line in lines))

    def hang_up(self) -> None:
        """End the input: the program answers what it has and leaves."""
        assert self.process.stdin
        self.process.stdin.close()

    async def heard(self) -> AsyncIterator[Message | Accepted | Trouble]:
        """Give every whole line that comes out, until the program ends."""
        assert self.process.stdout
        while (line := await self.process.stdout.readline()).endswith(b"\n"):
            yield _decode(line)


# Modules are compiled once, as on a learner's machine, not again in every life.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def chat(file: Path) -> list[str]:
    """Return the command that chats on this database file."""
    return [sys.executable, "-m", "bot", "chat", "--jsonl", "--database", f"sqlite:///{file}"]


@asynccontextmanager
async def talking(command: Sequence[str]) -> AsyncIterator[Talk]:
    """Start the program; it has ended when the block is left."""
    process = await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=1 << 20, env=_ENVIRONMENT
    )
    try:
        yield Talk(process)
    finally:
        if process.returncode is None and process.stdin and not process.stdin.is_closing():
            process.stdin.close()
        await process.wait()
