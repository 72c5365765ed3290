"""The back-test on families of models that the ranges have never seen.

The shares of the chips' peak were taken from published runs, so the ranges hold those runs better
than others. Here each family is predicted from the runs of all other families.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import exp, log, sqrt
from statistics import NormalDist, fmean, stdev

import msgspec

from dialogues.calculators.constants import Constant, Constants, replaced
from dialogues.calculators.ledger import Ledger
from dialogues.calculators.training_cost.chips import knows
from dialogues.calculators.training_cost.compute import Work, flop, kind_of, scale
from dialogues.calculators.training_cost.prediction import work_of
from dialogues.calculators.training_cost.runs import PublishedRun
from dialogues.calculators.training_cost.units import SECONDS, TERA

WITHIN = NormalDist().inv_cdf(0.9)
"""So many standard deviations to either side hold 4 in 5."""


def without_family(constants: Constants, runs: Iterable[PublishedRun], family: str) -> Constants:
    """Return the table with the shares of the peak that the runs of all other families show.

    Low and high end would hold one more run 4 times in 5. A row that fewer than two other runs
    speak for stays as it is.
    """
    seen: dict[str, list[float]] = defaultdict(list)
    for run in runs:
        if run.family != family and (found := _realised(constants, run)):
            row, share = found
            seen[row].append(log(share))
    return replaced(
        constants,
        (_estimated(constants[row], logs) for row, logs in seen.items() if len(logs) > 1),
    )


def _realised(constants: Constants, run: PublishedRun) -> tuple[str, float] | None:
    """Return the row that the run speaks for, and the share of the peak that it got."""
    work = work_of(run)
    if "h" not in run.tests or work is None or run.accel_hours is None:
        return None
    if not knows(constants, run.hardware):
        return None
    ledger = Ledger(constants)
    row = _row(ledger, work)
    possible = run.accel_hours * SECONDS * TERA * ledger[f"peak.{run.hardware}"].central
    return None if row is None else (row, flop(ledger, work).central / possible)


def _row(ledger: Ledger, work: Work) -> str | None:
    """Return the row of the work's group; a fine-tuning between small and large has none."""
    if work.method is None:
        return f"util.pretrain.{kind_of(work)}"
    groups = {0.0: "util.finetune.small", 1.0: "util.finetune.large"}
    return groups.get(scale(ledger, work.tokens.central))


def _estimated(row: Constant, logs: Sequence[float]) -> Constant:
    middle, spread = fmean(logs), stdev(logs) * sqrt(1 + 1 / len(logs)) * WITHIN
    low, central, high = (exp(middle + x) for x in (-spread, 0, spread))
    return msgspec.structs.replace(row, low=low, central=central, high=high)
