"""Counts words and sentences, as far as that can be done without a dictionary."""

from __future__ import annotations

import re

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
WORD = re.compile(r"\w(?:[\w'’.,-]*\w)?")
SENTENCE_END = re.compile(r"(?<=[.?!:])[\"'”’)*_]*\s+(?=[\"'“‘(*_]*[A-Z0-9])|\n+")


def words(text: str) -> list[str]:
    """Return the words of a text; of a link, the words that are shown."""
    return WORD.findall(LINK.sub(r"\1", text))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text. A new line, or a colon and a capital, begins another."""
    return [s for s in SENTENCE_END.split(LINK.sub(r"\1", text)) if s.strip()]


def content_words(text: str) -> set[str]:
    """Return the longer words of a text, folded, without a plural s."""
    return {w.casefold().removesuffix("s") for w in words(text) if len(w) > 3}
