"""What a hostile amount costs: `uv run python -m tests.benchmarks.quantities`.

Every text goes to every reader, a thousand times. Measured is processor time of the thread, so that
other work on the machine counts little. One run in many thousands is slower all the same, with
another text each time: that is the machine. So a text costs what 99 of 100 of its runs stay below,
and the slowest run stands beside it.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from time import thread_time
from typing import TypeAlias

from rich.console import Console
from rich.table import Table

from dialogues.calculators.training_cost.chip_words import without_chip
from dialogues.calculators.training_cost.conversation.currencies import (
    is_foreign,
    without_dollars,
)
from dialogues.quantities.countries import read_country
from dialogues.quantities.country_names import NAMES
from dialogues.quantities.counts import read_count
from dialogues.quantities.durations import read_duration
from dialogues.quantities.sizes import read_size
from tests.quantities.spellings import durations, sizes

RUNS = 1000
ASKED = 5.0
"""Milliseconds that one text may cost, at most."""

COUNTRIES: Mapping[str, str] = {code: names.also[0] for code, names in NAMES.items()}
CHIPS = ("V100", "A100", "A800", "H100", "H200", "H800", "B200", "TPUv4", "RTX4090", "L40S")
Reader: TypeAlias = Callable[[str], object]
READERS: Sequence[Reader] = (
    read_size,
    read_duration,
    read_count,
    lambda text: read_country(text, COUNTRIES),
    is_foreign,
    without_dollars,
    lambda text: without_chip(text, CHIPS),
)
TRICKS: Mapping[str, str] = {
    "NaN": "NaN",
    "1e9999": "1e9999 GB",
    "9**9**9": "9**9**9 GB",
    "10,000 digits": "9" * 10_000,
    "a million letters": "w" * 1_000_000,
    "64 digits": "9" * 61 + " GB",
    "64 groups": "1" + ",000" * 15 + " GB",
    "marks without digits": ".,'" * 21,
    "digit, mark, digit": "1." * 30 + "GB",
    "ambiguous, many times": "1,500m " * 9,
    "units without end": "1y 1mo 1w 1d 1h 1min " * 3,
    "nested fractions": "1/2/3/4/5/6/7/8/9/1/2/3/4/5/6/7/8/9/1/2/3/4/5 GB",
    "half of a half": "half of a " * 6 + "GB",
    "and and and": "one and " * 7 + "a half",
    "hundreds": "hundred " * 8,
    "a long number in words": "nine hundred and ninety nine trillion nine hundred billion",
    "many spaces": "5" + " " * 240 + "GB",
    "no width": "5" + "\N{ZERO WIDTH JOINER}" * 240 + " GB",
    "marks right to left": "\N{RIGHT-TO-LEFT OVERRIDE}" * 100 + "5 GB",
    "one letter that becomes 18": "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 256,
    "combining marks": "5" + "\N{COMBINING ACUTE ACCENT}" * 250,
    "fractions in one sign": "½" * 64,
    "emoji": "\N{PILE OF POO}" * 64,
    "half characters": "\ud800" * 200,
    "chips without end": "8 x nvidia H100 x A100s " * 10,
    "like many countries": "republic of united south arab emirates of america and ireland",
}


def main() -> int:
    """Measure, print the table, and return 1 when a text costs more than is asked."""
    console = Console(width=100)
    honest = [spelling.text for spelling in (*sizes(1500), *durations(1000))]
    gc.freeze()  # what made the texts is large, and looking through it is not the readers' work
    table = Table("text", "p99 ms", "max ms", box=None)
    costs = {name: sorted(_costs(READERS, text)) for name, text in TRICKS.items()}
    for name, times in costs.items():
        table.add_row(name, f"{_p99(times):.2f}", f"{times[-1]:.2f}")
    slowest = max(min(_costs((read,), text, 3)) for text in honest for read in READERS)
    table.add_row("slowest of 2,500 honest spellings", f"{slowest:.2f}", "")
    console.print(table)
    reached = max(slowest, *map(_p99, costs.values()))
    console.print(f"asked: at most {ASKED} ms a text; reached: {reached:.2f} ms")
    return 0 if reached <= ASKED else 1


def _costs(readers: Sequence[Reader], text: str, runs: int = RUNS) -> list[float]:
    """How many milliseconds each run of each reader took."""
    times = []
    for _ in range(runs):
        for read in readers:
            start = thread_time()
            read(text)
            times.append(1000 * (thread_time() - start))
    return times


def _p99(times: Sequence[float]) -> float:
    """The time below which 99 of 100 of the sorted times are."""
    return times[len(times) * 99 // 100]


if __name__ == "__main__":
    sys.exit(main())
