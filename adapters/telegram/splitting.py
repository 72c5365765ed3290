"""Cuts a text that is longer than a message may be, at the ends of sentences where it can."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from adapters.telegram.entities import Formatted, units

TEXT = 4096
"""The most UTF-16 units of a message's text."""

CAPTION = 1024
"""The most UTF-16 units of a picture's caption."""

ENTITIES = 100
"""The most entities of one message; Telegram drops the others."""

_LINE = re.compile(r"(?=\n)")
_SENTENCE = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*(?=\s)")
_WORD = re.compile(r"(?=\s)")
_JOINER = "\u200d"
_LONGEST_CHARACTER = 40
"""Code points that may make up one character on the screen; stacks of marks may be cut."""


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
        end = reach if reach == len(whole.text) else _cut(whole.text, start, reach)
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


def _cut(text: str, start: int, end: int) -> int:
    """Return where to cut in the second half of what could go: a line, a sentence, a word."""
    middle = start + (end - start) // 2
    for ending in (_LINE, _SENTENCE, _WORD):
        places = [m.end() for m in ending.finditer(text, middle, end + 1) if m.end() <= end]
        if places and places[-1] > start:
            return places[-1]
    return _between_characters(text, start, end)


def _between_characters(text: str, start: int, end: int) -> int:
    for cut in range(end, max(start, end - _LONGEST_CHARACTER), -1):
        if not _belongs(text, cut):
            return cut
    return end


def _belongs(text: str, cut: int) -> bool:
    """Whether the code point after the cut belongs to the character before it."""
    after = text[cut]
    joined = after == _JOINER or text[cut - 1] == _JOINER or 0x1F3FB <= ord(after) <= 0x1F3FF
    return joined or unicodedata.category(after) in ("Mn", "Me", "Mc")
