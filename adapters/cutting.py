"""Where a long text is cut for people: at the ends of lines, sentences and words."""

from __future__ import annotations

import re
import unicodedata

_LINE = re.compile(r"(?=\n)")
_SENTENCE = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*(?=\s)")
_WORD = re.compile(r"(?=\s)")
_JOINER = "\u200d"
_LONGEST_CHARACTER = 40
"""Code points that may make up one character on the screen; stacks of marks may be cut."""


def cut(text: str, start: int, end: int) -> int:
    """Return where to cut in the second half of what could go: a line, a sentence, a word."""
    middle = start + (end - start) // 2
    for ending in (_LINE, _SENTENCE, _WORD):
        places = [m.end() for m in ending.finditer(text, middle, end + 1) if m.end() <= end]
        if places and places[-1] > start:
            return places[-1]
    return _between_characters(text, start, end)


def _between_characters(text: str, start: int, end: int) -> int:
    for place in range(end, max(start, end - _LONGEST_CHARACTER), -1):
        if not _belongs(text, place):
            return place
    return end


def _belongs(text: str, place: int) -> bool:
    """Whether the code point after the place belongs to the character before it."""
    after = text[place]
    joined = after == _JOINER or text[place - 1] == _JOINER or 0x1F3FB <= ord(after) <= 0x1F3FF
    return joined or unicodedata.category(after) in ("Mn", "Me", "Mc")
