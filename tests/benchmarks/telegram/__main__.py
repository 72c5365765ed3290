"""Measures the bot on Telegram: `uv run python -m tests.benchmarks.telegram`.

A real process against the strict server of the tests, at the pace that the platform allows. See
docs/benchmarks.md.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import click
from rich.console import Console

from tests.benchmarks import machine
from tests.benchmarks.telegram import crowd, share, throttle

PARTS = ("share", "throttle", "crowd")


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(PARTS))
def main(parts: tuple[str, ...]) -> None:
    """Measure these parts, or all: about ten minutes."""
    console = Console(width=100)
    with tempfile.TemporaryDirectory(prefix="tutorbot-benchmark-") as folder:
        console.print(machine.notes(Path(folder)))
    for part in parts or PARTS:
        {"share": _share, "throttle": _throttle, "crowd": _crowd}[part](console)


def _share(console: Console) -> None:
    for mode in ("polling", "webhook"):
        with tempfile.TemporaryDirectory(prefix="tutorbot-benchmark-") as folder:
            own = asyncio.run(share.measure(Path(folder), mode))
        console.print(
            f"own share of a turn, {mode}, update to first request: "
            f"p50 {own.p50 * 1000:.1f} ms, p99 {own.p99 * 1000:.1f} ms"
        )


def _throttle(console: Console) -> None:
    with tempfile.TemporaryDirectory(prefix="tutorbot-benchmark-") as folder:
        found = asyncio.run(throttle.measure(Path(folder)))
    ratio = found.p95_during / found.p95_without
    console.print(
        f"one of {throttle.CHATS} chats told to wait {throttle.WAIT} s: {found.too_early} calls "
        f"before its time, the next after {found.called_after:.1f} s; the others' p95 "
        f"{found.p95_without * 1000:.0f} ms without it, {found.p95_during * 1000:.0f} ms during: "
        f"{ratio:.2f} (asked at most 1.10)"
    )


def _crowd(console: Console) -> None:
    with tempfile.TemporaryDirectory(prefix="tutorbot-benchmark-") as folder:
        found = asyncio.run(crowd.measure(Path(folder)))
    console.print(
        f"{crowd.LEARNERS:,} press at once: all accepted after {found.accepted:.2f} s, answered "
        f"after {found.answered:.0f} s with {found.messages:,} messages; at most {found.busiest} "
        f"calls in a second (allowed 30), {found.busiest_chat} in one chat; memory "
        f"{found.memory_before / 1e6:.0f} MB before, {found.memory / 1e6:.0f} MB at most"
    )


if __name__ == "__main__":
    main()
