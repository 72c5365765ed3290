"""Runs the command line as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

LESSONS = Path(__file__).parents[1] / "lessons"


class Ran(msgspec.Struct, frozen=True):
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


def tutorbot(*arguments: str, env: Mapping[str, str] | None = None, typed: str = "") -> Ran:
    """Run `tutorbot` with these arguments; see that it never prints a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(env or {})},
    )
    assert "Traceback" not in done.stdout + done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)
