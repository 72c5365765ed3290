"""Names that people give to themselves and to their teams."""

from __future__ import annotations

import unicodedata

from dialogues.text import clean

MOST = 40
"""The most characters of a name: it stands on a button."""


def name_of(text: str) -> str | None:
    """Return the name that was typed, in one line and without what cannot be seen, or None."""
    seen = "".join(c for c in clean(text) if unicodedata.category(c) != "Cf")
    name = " ".join(seen.split())
    return name if 0 < len(name) <= MOST else None
