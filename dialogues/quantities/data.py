"""The units of data: which words mean how many bytes, and which mean bits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from dialogues.quantities.phrase import Measure

_PREFIXES = ("k", "m", "g", "t", "p", "e", "z")
_DECIMAL = ("kilo", "mega", "giga", "tera", "peta", "exa", "zetta")
_BINARY = ("kibi", "mebi", "gibi", "tebi", "pebi", "exbi", "zebi")
_BITS = re.compile(
    r"(?:[kmgtpez]i?|kilo|mega|giga|tera|peta|kibi|mebi|gibi|tebi)?-?(?:bits?|bps)", re.IGNORECASE
)
_MIXED = re.compile(r"[KMGTPE]i?bs?")  # Gb: gigabits by the book, gigabytes to many
_OCTETS = re.compile(r"[KkMGTP]o")  # French; "to" and "go" in small letters are other words

BYTES = Measure("bytes", "bytes", Fraction(1))
DECIMAL_STEPS: Sequence[Measure] = tuple(
    Measure(f"{prefix.upper()}B", "bytes", Fraction(1000**power))
    for power, prefix in enumerate(_PREFIXES, start=1)
)
BINARY_STEPS: Sequence[Measure] = tuple(
    Measure(f"{prefix.upper()}iB", "bytes", Fraction(1024**power))
    for power, prefix in enumerate(_PREFIXES, start=1)
)
LADDER: Sequence[Measure] = (*reversed(DECIMAL_STEPS[:5]), BYTES)
"""The units in which sizes are said, largest first."""


def _written() -> Iterator[tuple[str, Measure]]:
    for word in ("byte", "bytes", "octet", "octets"):
        yield word, BYTES
    for word, step in (("meg", DECIMAL_STEPS[1]), ("gig", DECIMAL_STEPS[2])):
        yield from ((word, step), (f"{word}s", step))
    for letter, name, step in zip(_PREFIXES, _DECIMAL, DECIMAL_STEPS, strict=True):
        for word in (f"{letter}b", f"{letter}byte", f"{name}byte", f"{name}octet"):
            yield from ((word, step), (f"{word}s", step))
    for letter, name, step in zip(_PREFIXES, _BINARY, BINARY_STEPS, strict=True):
        for word in (f"{letter}ib", f"{letter}ibyte", f"{name}byte"):
            yield from ((word, step), (f"{word}s", step))


WORDS: Mapping[str, Measure] = dict(_written())
"""Units of data by word, in small letters."""


def bits(word: str) -> bool:
    """Whether the word, as typed, counts bits: Gbit, Mbps, megabits, and Gb with a small b."""
    return bool(_BITS.fullmatch(word) or _MIXED.fullmatch(word))


def in_bytes(word: str) -> str:
    """Return what was probably meant by Gb with a small b: GB; else the word as it is."""
    return f"{word.rstrip('s')[:-1]}B" if _MIXED.fullmatch(word) else word


def octets(word: str) -> str:
    """Return GB for the French Go, and the like; else the word as it is."""
    return f"{word[0]}B" if _OCTETS.fullmatch(word) else word


def ladder(measure: Measure) -> Sequence[Measure]:
    """Return the unit and the smaller ones of its family."""
    family = BINARY_STEPS if measure in BINARY_STEPS else DECIMAL_STEPS
    return (*(step for step in reversed(family) if step.size <= measure.size), BYTES)
