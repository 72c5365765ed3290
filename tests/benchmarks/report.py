"""The table, and whether the targets were reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

import msgspec
from rich.console import Console
from rich.table import Table

from tests.benchmarks.growth import Growth
from tests.benchmarks.plan import Measured, Variant

NAMES: Mapping[Variant, str] = {
    "limit": "limit",
    "alone": "one by one",
    "ready": "precomputed",
    "lesson": "lesson",
}
LEGEND = """\
limit: plain sqlite3, 64 turns a transaction; one by one: plain sqlite3, a transaction a turn
precomputed: the product's runner and store, with turns made ready; lesson: with the real engine
"""


class Row(msgspec.Struct, frozen=True):
    """A line of the table: a variant with so many learners at once and in the file."""

    variant: Variant
    at_once: int
    learners: int


Results = Mapping[Row, Sequence[Measured]]


class Target(msgspec.Struct, frozen=True):
    """A figure to be reached: measured in each round, the median counts."""

    words: str
    figure: float
    asked: float
    at_most: bool = False

    @property
    def reached(self) -> bool:
        return self.figure <= self.asked if self.at_most else self.figure >= self.asked


def print_all(
    console: Console, results: Results, learner: Growth, means: Mapping[str, float]
) -> None:
    """Print the workload, the table, the size of a learner, and the targets."""
    rounds = len(next(iter(results.values())))
    workload = ", ".join(f"{mean:,.1f} {what}" for what, mean in means.items())
    console.print(f"A turn on average: {workload}, 1 key. Medians of {rounds} rounds.\n")
    console.print(LEGEND)
    console.print(_table(results))
    console.print(
        f"\nOn disk, messages delivered: {learner.begun:,.0f} bytes a learner who has begun, "
        f"{learner.taught:,.0f} after the whole lesson."
    )
    for target in _targets(results):
        sign = "<=" if target.at_most else ">="
        verdict = "reached" if target.reached else "missed"
        console.print(
            f"{target.words}: {target.figure:.2f} (asked {sign} {target.asked}): {verdict}"
        )


def _table(results: Results) -> Table:
    table = Table("", box=None)
    for name in ("at once", "in file", "turns/s", "of limit", "p50 ms", "p99 ms", "peak MB"):
        table.add_column(name, justify="right")
    for row, measured in results.items():
        limit = results[Row("limit", 64, row.learners)]
        own = row.variant in ("ready", "lesson")
        table.add_row(
            NAMES[row.variant],
            f"{row.at_once:,}",
            f"{row.learners:,}",
            f"{median(m.turns_per_second for m in measured):,.0f}",
            f"{_ratio(measured, limit):.2f}",
            f"{median(m.p50 for m in measured) * 1000:,.1f}" if own else "",
            f"{median(m.p99 for m in measured) * 1000:,.1f}" if own else "",
            f"{max(m.memory for m in measured) / 1e6:,.0f}",
        )
    return table


def _targets(results: Results) -> Iterable[Target]:
    sizes = sorted({row.learners for row in results})
    small, large = sizes[0], sizes[-1]
    limit = results[Row("limit", 64, small)]
    lesson, ready = results[Row("lesson", 64, small)], results[Row("ready", 64, small)]
    yield Target("engine and lesson at 64, of the limit", _ratio(lesson, limit), 0.25)
    yield Target("precomputed at 64, of the limit", _ratio(ready, limit), 0.35)
    if large > small:
        grown = results[Row("lesson", 64, large)]
        words = f"cost of a turn with {large:,} in the file, of that with {small:,}"
        yield Target(words, _ratio(lesson, grown), 1.2, at_most=True)


def _ratio(these: Sequence[Measured], those: Sequence[Measured]) -> float:
    """The median of the rounds' own ratios: the machine changes from one round to the next."""
    pairs = zip(these, those, strict=True)
    return median(a.turns_per_second / b.turns_per_second for a, b in pairs)
