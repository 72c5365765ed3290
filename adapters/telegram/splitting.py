"""Cuts a text that is longer than a message may be, at the ends of sentences where it can."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.cutting import cut
from adapters.telegram.entities import Formatted, units

TEXT = 4096
"""The most UTF-16 units of a message's text."""

CAPTION = 1024
"""The most UTF-16 units of a picture's caption."""

ENTITIES = 100
"""The most entities of one message; Telegram drops the others."""


def pieces(whole: Formatted, limit: int = TEXT) -> list[Formatted]:
    """Return the text in parts that each fit into one message; white space at a cut is left out."""
    return [whole] if fits(whole, limit) and whole.text else list(_pieces(whole, limit))


def fits(text: Formatted, limit: int) -> bool:
    """Whether one message of at most `limit` units can hold the text and its looks."""
    return units(text.text) <= limit and len(text.entities) <= ENTITIES


def _pieces(whole: Formatted, limit: int) -> Iterator[Formatted]:
    start = 0
    while start < len(whole.text):
        reach = _reach(whole, start, limit)
        end = reach if reach == len(whole.text) else cut(whole.text, start, reach)
        piece = whole.part(start, end)
        if piece.text:
            yield piece
        start = end


def _reach(whole: Formatted, start: int, limit: int) -> int:
    """Return how far a message that begins at `start` can go."""
    ahead = whole.text[start : start + limit]
    if not ahead.isascii():
        # A pair of units that is cut in two is left out here.
        ahead = ahead.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")
    end = start + len(ahead)
    inside = [e.start for e in whole.entities if e.end > start and e.start < end]
    return end if len(inside) <= ENTITIES else max(inside[ENTITIES], start + 1)
