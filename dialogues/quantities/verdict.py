"""From what a text can mean to what is said about it: an amount, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from dialogues.quantities.phrase import Meant
from dialogues.quantities.reading import (
    NOT_UNDERSTOOD,
    Amount,
    Limits,
    Reading,
    Unread,
    refusal,
)

Say: TypeAlias = Callable[[Meant], str]


class Wording(msgspec.Struct, frozen=True):
    """How amounts of a kind are said: `echo` for people, `exact` so that it can be typed."""

    echo: Say
    exact: Say


def verdict(
    found: Sequence[Meant], limits: Limits | None, written: str, wording: Wording
) -> Reading:
    """Return the amount if the text has one meaning, inside the limits, else why there is none."""
    if not found:
        return NOT_UNDERSTOOD
    refusals = [refusal(meant.total, limits) for meant in found]
    if refusals[0] and all(refused == refusals[0] for refused in refusals):
        return refusals[0]
    if len(found) > 1:
        return Unread("ambiguous", tuple(map(wording.exact, found)))
    [meant] = found
    return Amount(float(meant.total), meant.measure.unit, wording.echo(meant), written)
