"""Reads a length of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from dialogues.quantities.echo import exactly, words
from dialogues.quantities.phrase import Meant, Measure, meanings, stripped
from dialogues.quantities.reading import Limits, Reading, Unread
from dialogues.quantities.spelling import Token, clean, tokens
from dialogues.quantities.spoken import is_number
from dialogues.quantities.verdict import Wording, verdict

HOURS_A_YEAR = 365 * 24
"""A year has 365 days, and a month is a twelfth of it: 730 hours."""

_LADDER: Sequence[Measure] = (
    Measure("years", "hours", Fraction(HOURS_A_YEAR)),
    Measure("months", "hours", Fraction(HOURS_A_YEAR, 12)),
    Measure("weeks", "hours", Fraction(7 * 24)),
    Measure("days", "hours", Fraction(24)),
    Measure("hours", "hours", Fraction(1)),
    Measure("minutes", "hours", Fraction(1, 60)),
)
_SHORT: Sequence[str] = ("y yr yrs", "mo mos mth mths", "w wk wks", "d", "h hr hrs", "min mins")
_LEAD = frozenset(("in", "within", "for"))


def _written() -> Iterator[tuple[str, tuple[Measure, ...]]]:
    for measure, short in zip(_LADDER, _SHORT, strict=True):
        for word in (measure.name, measure.name.removesuffix("s"), *short.split()):
            yield word, (measure,)
    yield "m", (_LADDER[1], _LADDER[5])  # months or minutes
    fortnight = Measure("fortnights", "hours", Fraction(14 * 24))
    yield from (("fortnight", (fortnight,)), ("fortnights", (fortnight,)))


_MEASURES: Mapping[str, tuple[Measure, ...]] = dict(_written())


_SINGLE = frozenset(("year", "month", "week", "fortnight", "day", "hour"))


def read_duration(text: str, limits: Limits | None = None) -> Reading:
    """Return the length of time in hours, or why it is not one.

    A month is 730 hours and a year 8760. `limits` in hours.
    """
    written = clean(text)
    phrase = stripped(tokens(written), _LEAD)
    found = meanings(_counted(phrase.tokens), _MEASURES)
    if not found and is_number(phrase.tokens):
        return Unread("no_unit")
    return verdict(phrase.signed(found), limits, written, Wording(echo=_words, exact=_option))


def _counted(found: Sequence[Token]) -> Sequence[Token]:
    """The same with the number that goes without saying: fortnight is one fortnight."""
    one = len(found) == 1 and found[0].word in _SINGLE
    return [*tokens("1"), *found] if one else found


def _words(meant: Meant) -> str:
    return words(meant.total, _LADDER)


def _option(meant: Meant) -> str:
    steps = [step for step in _LADDER if step.size <= meant.measure.size]
    return exactly(meant.total, steps) or _words(meant)
