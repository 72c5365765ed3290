"""Measures the bot on Slack: `uv run python -m tests.benchmarks.slack`.

A real process on loopback, beside an empty Bolt app in the same run. See docs/benchmarks.md.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from rich.console import Console

from tests.benchmarks import machine
from tests.benchmarks.slack.acks import PEOPLE, Acks, measure
from tests.slack.process import MODES, Mode


def main() -> None:
    """Measure both modes: about a minute."""
    console = Console(width=100)
    with tempfile.TemporaryDirectory(prefix="tutorbot-benchmark-") as folder:
        console.print(machine.notes(Path(folder)))
    for mode in MODES:
        for people in (1, PEOPLE):
            ours, empty = (_measured(mode, people, empty=one) for one in (False, True))
            console.print(f"{mode}, {people} at once, the bot: {_said(ours)}")
            console.print(f"{mode}, {people} at once, an empty Bolt app: {_said(empty)}")
            console.print(f"{mode}, {people} at once, ratio of p50: {ours.p50 / empty.p50:.2f}")


def _measured(mode: Mode, people: int, *, empty: bool) -> Acks:
    with tempfile.TemporaryDirectory(prefix="tutorbot-benchmark-") as folder:
        return asyncio.run(measure(Path(folder), mode, empty=empty, people=people))


def _said(acks: Acks) -> str:
    found = (("p50", acks.p50), ("p99", acks.p99), ("longest", acks.longest))
    return ", ".join(f"{name} {value * 1000:.1f} ms" for name, value in found)


if __name__ == "__main__":
    main()
