"""The runs that a conversation keeps: few enough to be loaded with every message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dialogues.checklists.answers import Answered, Run

MOST_RUNS = 12
"""So many runs are kept; the one that was not changed for longest makes room."""

MOST_HISTORY = 120
"""So many answers of the run in hand are kept, those that hold among them."""


def kept(runs: Sequence[Run], run: Run) -> tuple[Run, ...]:
    """Return the runs with this one in its new state at the end; the others become compact."""
    others = [_compact(r) for r in runs if r.number != run.number]
    last = msgspec.structs.replace(run, history=_bounded(run.history))
    return (*others[-(MOST_RUNS - 1) :], last)


def next_number(runs: Iterable[Run]) -> int:
    """Return the number of a new run: no run, kept or gone, had it."""
    return max((run.number for run in runs), default=0) + 1


def _compact(run: Run) -> Run:
    """Return the run with the answers that hold; earlier ones stand in their table."""
    return msgspec.structs.replace(run, history=_without_past(run.history, len(run.history)))


def _bounded(history: tuple[Answered, ...]) -> tuple[Answered, ...]:
    """Return the history without the oldest of what holds no more, if it is too long."""
    return _without_past(history, max(0, len(history) - MOST_HISTORY))


def _without_past(history: tuple[Answered, ...], most: int) -> tuple[Answered, ...]:
    """Return the history without the oldest answers, at most so many, that hold no more."""
    holding = {answered.question: index for index, answered in enumerate(history)}
    past = [index for index, answered in enumerate(history) if holding[answered.question] != index]
    gone = set(past[:most])
    return tuple(answered for index, answered in enumerate(history) if index not in gone)
