"""Names what an author may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the nearest of the known words, None if none is near."""
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold()[:80], folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ", did you mean 'x'?" for the nearest of the known words, "" if none is near."""
    near = nearest(word, known)
    return "" if near is None else f", did you mean {near!r}?"
