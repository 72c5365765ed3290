"""Cuts a text that is longer than a block may be, at the ends of sentences where it can."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from adapters.cutting import cut
from adapters.slack.mrkdwn import escaped, mrkdwn
from adapters.slack.words import KEPT_TEXTS, Words, words

SECTION = 3000
"""The most UTF-16 units of a section's text, marks and escapes counted."""

_SHORTEST = 1


class Said(msgspec.Struct, frozen=True):
    """A text that fits a section: with marks, and without for notifications; both escaped."""

    mrkdwn: str
    plain: str


@lru_cache(KEPT_TEXTS)
def said(markdown: str) -> tuple[Said, ...]:
    """Return the text in parts that each fit a section; white space at a cut is left out."""
    return tuple(Said(mrkdwn(part), escaped(part.text)) for part in pieces(words(markdown)))


def pieces(whole: Words, limit: int = SECTION) -> list[Words]:
    """Return the text in parts of which each has at most so many units, with marks."""
    return list(_pieces(whole, limit))


def units(text: str) -> int:
    """Return the length of the text in UTF-16 units: no count of Slack's is larger."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _pieces(whole: Words, limit: int) -> Iterator[Words]:
    text, start = whole.text, 0
    while start < len(text):
        reach = _reach(whole, start, limit)
        end = reach if reach == len(text) else cut(text, start, reach)
        while end - start > _SHORTEST and not _fits(whole.part(start, end), limit):
            end = start + (end - start) * 3 // 4
        piece = whole.part(start, end)
        if piece.text:
            yield piece
        start = end


def _reach(whole: Words, start: int, limit: int) -> int:
    """Return how far a part that begins at `start` can go, or nearly so."""
    low, high = start + _SHORTEST, min(start + limit, len(whole.text))
    if high <= low or _fits(whole.part(start, high), limit):
        return high
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _fits(whole.part(start, middle), limit) else (low, middle)
    return low


def _fits(part: Words, limit: int) -> bool:
    return units(mrkdwn(part)) <= limit
