"""Measures turns: `uv run python -m tests.benchmarks.turns`. See docs/benchmarks.md."""

from __future__ import annotations

import asyncio
import resource
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import click
import msgspec
from rich.console import Console
from rich.progress import track

from bot import shipped
from bot.content import load_course
from dialogues.course import Course
from tests.benchmarks import files, growth, limit, machine, product, report
from tests.benchmarks.cycle import Cycle
from tests.benchmarks.growth import Growth
from tests.benchmarks.plan import Cell, Measured, Variant, empty_outbox
from tests.benchmarks.report import Row

T = TypeVar("T")

ROWS: tuple[tuple[Variant, int, int], ...] = (
    ("limit", 64, 30_000),
    ("ready", 64, 20_000),
    ("lesson", 64, 20_000),
    ("ready", 1000, 20_000),
    ("lesson", 1000, 20_000),
    ("alone", 1, 4_000),
    ("ready", 1, 2_000),
    ("lesson", 1, 2_000),
)
"""What is measured on every file: the variant, how many at once, how many turns.

What is compared stands side by side: the machine is not the same from one minute to the next.
"""


@click.command()
@click.option("--quick", is_flag=True, help="Two short rounds: a first impression, no more.")
@click.option(
    "--conversations",
    multiple=True,
    type=click.IntRange(min=1000),
    default=(1_000, 1_000_000),
    show_default=True,
    help="How many conversations are in the file; give it once for each size.",
)
def main(*, quick: bool, conversations: tuple[int, ...]) -> None:
    """Measure the limit of SQLite and the product beside each other, and print a table."""
    console = Console(width=100)
    with tempfile.TemporaryDirectory(prefix="tutorbot-benchmark-") as name:
        folder = Path(name)
        console.print(machine.notes(folder))
        sizes = sorted(set(conversations))
        places = {size: _in_a_process(_fill, folder, size) for size in sizes}
        rounds, share = (2, 0.2) if quick else (5, 1.0)
        results = _rounds(console, places, rounds, share)
        learner = _in_a_process(_growth, folder)
        report.print_all(console, results, learner, _course_and_cycle()[1].means())


def _rounds(
    console: Console, places: Mapping[int, Mapping[str, Path]], rounds: int, share: float
) -> Mapping[Row, list[Measured]]:
    """Measure every row once a round, one after the other, so that a slow minute hits them all."""
    rows = [
        (Row(variant, at_once, size), turns) for variant, at_once, turns in ROWS for size in places
    ]
    results: dict[Row, list[Measured]] = {row: [] for row, _ in rows}
    plan = [pair for _ in range(rounds) for pair in rows]
    progress = track(plan, f"{rounds} rounds", console=console, transient=True)
    for number, (row, turns) in enumerate(progress, 1):
        file = places[row.learners]["limit" if row.variant in ("limit", "alone") else "product"]
        cell = Cell(row.variant, file, row.learners, row.at_once, int(turns * share), number)
        results[row].append(_in_a_process(_measure, cell))
    return results


def _in_a_process(work: Callable[..., T], *arguments: object) -> T:
    """Work in a process of its own, so that nothing is left in memory from the work before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _course_and_cycle() -> tuple[Course, Cycle]:
    course = load_course(shipped.CONTENT)
    return course, Cycle(course)


def _fill(folder: Path, size: int) -> Mapping[str, Path]:
    _, cycle = _course_and_cycle()
    return {
        "limit": files.limit_file(folder, cycle, size),
        "product": asyncio.run(files.product_file(folder, cycle, size)),
    }


def _measure(cell: Cell) -> Measured:
    course, cycle = _course_and_cycle()
    empty_outbox(cell.file)
    if cell.variant in ("limit", "alone"):
        measured = limit.measure(cell, cycle)
    else:
        measured = asyncio.run(product.measure(cell, course, cycle))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return msgspec.structs.replace(measured, memory=memory)


def _growth(folder: Path) -> Growth:
    course, cycle = _course_and_cycle()
    return asyncio.run(growth.measure(folder / "growth.db", course, cycle))


if __name__ == "__main__":
    main()
