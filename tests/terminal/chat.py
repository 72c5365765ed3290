"""A real `chat --jsonl` process, spoken to line by line."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

LESSONS = Path(__file__).parents[1] / "lessons"

Line = dict[str, Any]


def command(database: Path, *options: str) -> list[str]:
    """Return the command that chats on this database with the lessons of the tests."""
    given = ["--database", f"sqlite:///{database}", "--content", str(LESSONS), "--as", "ann"]
    return [sys.executable, "-m", "bot", "chat", *given, *options]


class Chat:
    """One process; its errors go to the test's own standard error."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def send(self, line: Line | bytes) -> list[Line]:
        """Send one line; return what comes back, to the turn or the error that ends it."""
        assert self.process.stdin
        raw = line if isinstance(line, bytes) else json.dumps(line).encode()
        self.process.stdin.write(raw + b"\n")
        await self.process.stdin.drain()
        answer = [await self.read()]
        while answer[-1]["type"] == "message":
            answer.append(await self.read())
        return answer

    async def read(self) -> Line:
        """Return the next line that the process says."""
        assert self.process.stdout
        line = await self.process.stdout.readline()
        assert line.endswith(b"\n"), "the process ended"
        said: Line = json.loads(line)
        return said

    async def end(self) -> int:
        """Close its input; return its exit code."""
        assert self.process.stdin
        self.process.stdin.close()
        return await self.process.wait()


@asynccontextmanager
async def chat(database: Path, *options: str, **env: str) -> AsyncIterator[Chat]:
    """Start a process with these variables and see that it is gone at the end."""
    process = await asyncio.create_subprocess_exec(
        *command(database, "--jsonl", *options),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 24,
        env={**os.environ, **env},
    )
    talk = Chat(process)
    try:
        yield talk
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
