"""A learner's own words inside a message, never taken for markup."""

from __future__ import annotations

import re

LONGEST_WORD = 40
"""Characters of one word in a short quotation."""

_MARKS = re.compile(r"([\\*_\[\]])")


def literal(text: str) -> str:
    """Return Markdown that shows the text as it was written."""
    return _MARKS.sub(r"\\\1", text)


def quoted(text: str, most: int) -> str:
    """Return the first `most` words on one line; "…" says that more follow."""
    words = text.split()
    kept = [w if len(w) <= LONGEST_WORD else w[: LONGEST_WORD - 1] + "…" for w in words[:most]]
    return literal(" ".join(kept)) + ("…" if len(words) > most else "")


NOBODY = "\N{EN DASH}"
"""Stands where a name stood whose person has had everything about them erased."""
