"""Complete turns a second beside the SDK's own bot: `uv run python -m tests.benchmarks.peer`.

The same lesson, the same calls a turn, in one run: the bot on one core, on the other a canned Bot
API that answers at once. Learners press as soon as they are asked. See docs/benchmarks.md.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from statistics import median

import click
import msgspec
from rich import box
from rich.console import Console
from rich.table import Table

from bot import shipped
from bot.content import load_course
from dialogues.engine import advance
from dialogues.input import Began, Input, Pressed, Said
from dialogues.state import fresh
from dialogues.turn import Turn
from tests.benchmarks.cycle import NOW, VIEW, Cycle

BOTS = ("stock", "product")

ASKED = 5.0
"""How many times the turns of the SDK's own bot are asked for."""


class Ran(msgspec.Struct, frozen=True):
    """One bot's run: complete turns a second, and the calls of each method."""

    turns_per_second: float
    calls: dict[str, int]


@click.command()
@click.option("--learners", default=64, show_default=True, help="How many take the lesson at once.")
@click.option("--rounds", default=3, show_default=True, help="How often each bot runs.")
def main(learners: int, rounds: int) -> None:
    """Run both bots in turn and print a table."""
    script, _ = lesson()
    console = Console(width=100)
    ran: dict[str, list[Ran]] = {bot: [] for bot in BOTS}
    for _ in range(rounds):
        for bot in BOTS:
            ran[bot].append(run(bot, script, learners))
            console.print(f"{bot}: {ran[bot][-1].turns_per_second:,.0f} turns a second")
    console.print(_table(ran, len(script) * learners))
    ratio = median(r.turns_per_second for r in ran["product"]) / median(
        r.turns_per_second for r in ran["stock"]
    )
    console.print(f"product / stock: {ratio:.1f} (asked >= {ASKED:.0f})")


def lesson() -> tuple[Sequence[str], Sequence[Turn]]:
    """Return what a learner does, and the turn that each of it leads to."""
    course = load_course(shipped.CONTENT)
    stages = Cycle(course).lesson
    first = advance(course, fresh(), Began(), view=VIEW, now=NOW)
    return ["/start", *(_act(stage.input) for stage in stages)], [first, *(s.turn for s in stages)]


def run(bot: str, script: Sequence[str], learners: int) -> Ran:
    """Let learners take the lesson with one bot."""
    last = max(os.sched_getaffinity(0))
    peer = _python("tests.benchmarks.peer.chat", last)
    assert peer.stdin
    assert peer.stdout
    peer.stdin.write(json.dumps({"script": script, "count": learners}).encode())
    peer.stdin.close()
    port = int(peer.stdout.readline())
    taught = _python(f"tests.benchmarks.peer.run_{bot}", min(os.sched_getaffinity(0)), str(port))
    try:
        report = json.loads(peer.stdout.readline())
    finally:
        for process in (taught, peer):
            process.kill()
            process.wait()
    return Ran(len(script) * learners / report["seconds"], report["calls"])


def _act(input: Input) -> str:
    match input:
        case Pressed(choice):
            return f"[{choice}]"
        case Said(text):
            return text
        case _:
            raise ValueError(f"a learner cannot do {input}")


def _python(module: str, core: int, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", module, *arguments]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    os.sched_setaffinity(process.pid, {core})
    return process


def _table(ran: dict[str, list[Ran]], turns: int) -> Table:
    """Return the figures of each bot, one a column: turns a second, and calls a turn."""
    table = Table("", *ran, box=box.SIMPLE)
    medians = (f"{median(r.turns_per_second for r in runs):,.0f}" for runs in ran.values())
    table.add_row("turns a second", *medians)
    methods = sorted({m for runs in ran.values() for m in runs[-1].calls if m != "getUpdates"})
    for method in methods:
        table.add_row(
            method, *(f"{runs[-1].calls.get(method, 0) / turns:.2f}" for runs in ran.values())
        )
    return table


if __name__ == "__main__":
    main()
