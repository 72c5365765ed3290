"""Takes a text apart into numbers with their units: about 1 week and 2 days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product
from math import prod
from typing import TypeAlias

import msgspec

from dialogues.quantities.reading import Unit
from dialogues.quantities.spelling import Token
from dialogues.quantities.spoken import Values, part, values


class Measure(msgspec.Struct, frozen=True):
    """A unit as it is written, what it counts, and how many of that it is."""

    name: str
    unit: Unit
    size: Fraction


Measures = Mapping[str, tuple[Measure, ...]]
"""Units by the word they are written as, in small letters; two where a word has two meanings."""


Pair: TypeAlias = tuple[Measure, Fraction]


class Meant(msgspec.Struct, frozen=True):
    """One meaning of a text: so much in all, of the first unit that was named."""

    total: Fraction
    measure: Measure


class Phrase(msgspec.Struct, frozen=True):
    """The words that say how much, without those around them; `negative` after a minus."""

    tokens: tuple[Token, ...]
    negative: bool = False

    def signed(self, found: Sequence[Meant]) -> tuple[Meant, ...]:
        """Return the meanings with the sign of the phrase."""
        sign = -1 if self.negative else 1
        return tuple(Meant(sign * meant.total, meant.measure) for meant in found)


MOST_MEANINGS = 4
"""A text with more meanings than these is not understood."""

_LEADING = """
about around roughly approximately approx circa ca c some nearly almost maybe perhaps probably say
exactly precisely only just i i've we we've have got it it's is that's ~
"""
_TRAILING = "roughly approximately approx please pls exactly altogether"
_LEAD, _TAIL = frozenset(_LEADING.split()), frozenset(_TRAILING.split())


def stripped(tokens: Sequence[Token], lead: frozenset[str] = frozenset()) -> Phrase:
    """Take away words such as "about" and "please", and a minus; `lead` are more of the kind."""
    rest = tuple(tokens)
    while rest and (rest[0].word in _LEAD or rest[0].word in lead):
        rest = rest[1:]
    while rest and rest[-1].word in (*_TAIL, ","):
        rest = rest[:-1]
    if [token.word for token in rest[-2:]] == ["or", "so"]:
        rest = rest[:-2]
    negative = bool(rest) and rest[0].word in ("-", "−", "minus", "negative")
    return Phrase(rest[1:] if negative else rest, negative)


def meanings(tokens: Sequence[Token], measures: Measures) -> tuple[Meant, ...]:
    """Return all that these tokens can mean, grouped digits first; nothing if they are no amount.

    Units come in falling order, each with its number; the last may be followed by "and a half".
    """
    options: list[list[Pair]] = []
    start = 0
    for place, token in enumerate(tokens):
        if token.word in measures:
            numbers = _numbers(tokens[start:place], token.word, first=not options)
            options.append([(m, value) for value in numbers for m in measures[token.word]])
            start = place + 1
    extra = _extra(tokens[start:])
    if not options or extra is None or prod(map(len, options)) > MOST_MEANINGS:
        return ()
    return tuple(_sum(pairs, extra) for pairs in product(*options) if _falling(pairs))


def _sum(pairs: Sequence[Pair], extra: Fraction) -> Meant:
    total = sum((measure.size * value for measure, value in pairs), extra * pairs[-1][0].size)
    return Meant(total, pairs[0][0])


def _falling(pairs: Sequence[Pair]) -> bool:
    """Whether each unit is smaller than the one before, and of its kind."""
    measures = [measure for measure, _ in pairs]
    return all(a.size > b.size and a.unit == b.unit for a, b in pairwise(measures))


def _numbers(tokens: Sequence[Token], unit: str, *, first: bool) -> Values:
    """The number before a unit; after another unit "and" or a comma may stand before it."""
    if not first and tokens and tokens[0].word in ("and", ","):
        tokens = tokens[1:]
    if not first and tokens and tokens[0].word == "and":
        tokens = tokens[1:]
    if unit.endswith("s") and [token.text for token in tokens] == ["1/2"]:
        return ()  # 1/2 weeks: one or two?
    return values(tokens)


def _extra(tokens: Sequence[Token]) -> Fraction | None:
    """What stands after the last unit: nothing, or "and a half" of that unit."""
    if not tokens:
        return Fraction(0)
    return part(tokens[1:]) if tokens[0].word == "and" else None
