"""The model against published runs: how far it is off, and how often the truth is in its range."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log
from statistics import fmean, median

import msgspec

from dialogues.calculators.constants import Constants
from dialogues.calculators.ledger import Ledger
from dialogues.calculators.ranges import Range
from dialogues.calculators.training_cost.chips import knows
from dialogues.calculators.training_cost.prediction import (
    QUANTITIES,
    QuantityName,
    predicted_hours,
    reported_hours,
)
from dialogues.calculators.training_cost.runs import PublishedRun


class Comparison(msgspec.Struct, frozen=True):
    """One run in one test: what was predicted and what was published, both in this unit."""

    id: str
    test: str
    predicted: Range
    actual: float
    unit: str

    @property
    def inside(self) -> bool:
        return self.predicted.low <= self.actual <= self.predicted.high

    @property
    def error(self) -> float:
        """The absolute logarithm of predicted over actual: 0.69 is off by a factor of 2."""
        return abs(log(self.predicted.central / self.actual))


class Score(msgspec.Struct, frozen=True):
    """How one test went: runs, errors, the share inside the range; None where no run took part.

    `median_width` is the median of the high over the low end.
    """

    n: int
    median_abs_ln: float | None = None
    mean_abs_ln: float | None = None
    inside: float | None = None
    median_width: float | None = None


class Trial(msgspec.Struct, frozen=True):
    """One test: the quantity, whether it follows from the published hours, and who takes part."""

    quantity: QuantityName
    given_hours: bool
    joins: Callable[[PublishedRun], bool]


def _has(*letters: str) -> Callable[[PublishedRun], bool]:
    """Return whether the run names one letter of each group among its tests."""
    return lambda run: all(any(x in run.tests for x in group) for group in letters)


TESTS: Mapping[str, Trial] = {
    "hours": Trial("hours", False, _has("h")),
    "energy_given_hours": Trial("energy", True, _has("e")),
    # Without the energies that are only hours x the rating of the card.
    "energy_given_hours_measured": Trial(
        "energy", True, lambda run: "e" in run.tests and run.energy_basis != "tdp"
    ),
    "co2e_given_hours": Trial("co2e", True, _has("c")),
    "cost_given_hours": Trial("cost", True, _has("m")),
    "energy_end_to_end": Trial("energy", False, _has("ex", "hx")),
    "co2e_end_to_end": Trial("co2e", False, _has("cx", "hx")),
    "cost_end_to_end": Trial("cost", False, _has("m", "h")),
    "fine_tune_hours": Trial(
        "hours", False, lambda run: "h" in run.tests and run.kind == "finetune"
    ),
}
"""Every test, in the order in which they are shown. A run without a needed figure sits out."""


def compared(constants: Constants, run: PublishedRun) -> Iterator[Comparison]:
    """Give the run in every test in which it takes part."""
    if not knows(constants, run.hardware):
        return
    ledger = Ledger(constants)
    for name, test in TESTS.items():
        if test.joins(run) and (found := _compared(ledger, run, name, test)):
            yield found


def flaws(
    constants: Constants, run: PublishedRun, comparisons: Iterable[Comparison]
) -> Iterator[str]:
    """Give in words why the run sits out of tests that it names, or is not compared as it is."""
    if run.tests and not knows(constants, run.hardware):
        yield f"{run.id} sits out: the table has no row for the chip {run.hardware}"
        return
    if run.tests and run.country and f"grid.{run.country}" not in constants:
        yield f"{run.id}: the table has no row for the country {run.country}, so the world counts"
    done = {comparison.test for comparison in comparisons}
    out = [name for name, test in TESTS.items() if test.joins(run) and name not in done]
    if out:
        yield f"{run.id} sits out of {', '.join(out)}: a figure that they need is empty"


def scores(comparisons: Sequence[Comparison]) -> dict[str, Score]:
    """Return the score of every test."""
    return {name: _score([c for c in comparisons if c.test == name]) for name in TESTS}


def _compared(ledger: Ledger, run: PublishedRun, name: str, test: Trial) -> Comparison | None:
    quantity = QUANTITIES[test.quantity]
    hours = (reported_hours if test.given_hours else predicted_hours)(ledger, run)
    actual = quantity.actual(run)
    if hours is None or actual is None:
        return None
    predicted = quantity.predict(ledger, run, hours)
    return Comparison(run.id, name, predicted, actual, quantity.unit)


def _score(comparisons: Sequence[Comparison]) -> Score:
    if not comparisons:
        return Score(0)
    errors = [c.error for c in comparisons]
    return Score(
        len(comparisons),
        median(errors),
        fmean(errors),
        fmean(c.inside for c in comparisons),
        median(c.predicted.high / c.predicted.low for c in comparisons),
    )
