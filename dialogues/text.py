"""What a learner typed, made safe to compare and to keep."""

from __future__ import annotations

import unicodedata

MAX_TEXT = 4000
"""The longest text that is taken, in characters. Platforms allow about as much in a message."""

_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_CONTROLS = {c: " " for c in [*range(0x20), *range(0x7F, 0xA0)] if c != 0x0A}
_REMOVED = {**_CONTROLS, **_BIDI, 0xFEFF: None}
_UNSEEN = {"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"}  # controls, joiners, marks on nothing, spaces
_EDGES = " \t\n.,;:!?\"'()[]«»“”‘’"


def clean(text: str) -> str:
    """Return the text in NFC, without control and direction characters, stripped.

    Half characters (lone surrogates) become U+FFFD; line breaks stay, as they may be meant. A text
    in which nothing can be seen is empty.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n")
    kept = unicodedata.normalize("NFC", lines.translate(_REMOVED)).strip()
    return kept if any(unicodedata.category(c) not in _UNSEEN for c in kept) else ""


def plain(text: str) -> str:
    """Return the text as it is compared: NFKC, case, edges and joiners dropped, single spaces."""
    folded = text.casefold()
    if not text.isascii():  # what is copied from a page may hold characters of no width
        folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
        folded = "".join(c for c in folded if unicodedata.category(c) != "Cf")
    return " ".join(folded.split()).strip(_EDGES)


def number(text: str) -> int | None:
    """Return the whole number that the text is, in any script's digits, if it has 1 to 3."""
    word = plain(text)
    return int(word) if len(word) <= 3 and word.isdecimal() else None
