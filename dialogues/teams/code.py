"""Join codes such as K7QX-4M2P: how they are spelled, recognized and kept."""

from __future__ import annotations

import hashlib
import re

LETTERS = "ACDEFGHJKMNPQRTUVWXY"
DIGITS = "23456789"
SIGNS = LETTERS + DIGITS
"""None of them looks like another: no O, I, L, and no S, B, Z beside 5, 8, 2."""

LENGTH = 8

# What people write for a sign that looks like it.
_MEANT = str.maketrans("SBZ", "582")
_ALONE = re.compile(rf"[{LETTERS}{DIGITS}]{{4}}(-?)[{LETTERS}{DIGITS}]{{4}}")


def is_code(signs: str) -> bool:
    """Whether these signs can be a code: of the right length, with a letter and a digit."""
    some = set(signs)
    right = len(signs) == LENGTH and some <= set(SIGNS)
    return right and bool(some & set(LETTERS)) and bool(some & set(DIGITS))


def read(text: str) -> str | None:
    """Return the code's signs that are meant, in any case, with dash or spaces or without."""
    signs = "".join(c for c in text.upper() if c.isalnum()).translate(_MEANT)
    return signs if is_code(signs) else None


def is_meant_as_code(text: str) -> bool:
    """Whether this, behind "join", is a code or a mistyped one: one word with a digit in it."""
    return read(text) is not None or re.fullmatch(r"(?=\S*\d)\S+", text) is not None


def read_alone(text: str, *, dash: bool) -> str | None:
    """Return the code that a message is, if it is nothing else; `dash`: only with its dash."""
    found = _ALONE.fullmatch(text.upper().translate(_MEANT))
    return read(text) if found and (found[1] or not dash) else None


def spelled(signs: str) -> str:
    """Return the code as people read it: K7QX-4M2P."""
    return f"{signs[:4]}-{signs[4:]}"


def digest(signs: str) -> str:
    """Return what is kept of a code, or of a part of one."""
    return hashlib.blake2b(signs.encode(), digest_size=16, person=b"tutorbot join").hexdigest()


def half(signs: str) -> str:
    """Return what is kept of the first half, by which tries that are alike are counted."""
    return digest(signs[:4])
