"""One cell of a file for spreadsheets: what people wrote is never taken for a formula."""

from __future__ import annotations

import unicodedata

FORMULA = frozenset("=+-@\t\r\0")
"""What makes a cell a formula, or hides one, at its beginning."""

PASSED_OVER = frozenset(" \n\v\f'\"\N{ZERO WIDTH NO-BREAK SPACE}\N{NO-BREAK SPACE}")
"""What programs pass over before they look for a formula."""


def inert(text: str) -> str:
    """Return the text as a spreadsheet shows it: with ' before what would be a formula."""
    for sign in unicodedata.normalize("NFKC", text):
        if sign in FORMULA:
            return f"'{text}"
        if sign not in PASSED_OVER and unicodedata.category(sign) not in {"Cf", "Cc", "Zs"}:
            return text
    return text
