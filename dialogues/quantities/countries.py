"""Reads the name or code of a country."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from typing import TypeAlias

import msgspec

from dialogues.quantities.country_names import DO_NOT_KNOW, NAMES, WORDS_AS_CODES
from dialogues.quantities.spelling import MAX_CLEAN, MAX_RAW

MAX_NEAREST = 3
"""At most so many countries are offered for one that was not understood."""


class Country(msgspec.Struct, frozen=True):
    """A country by the three-letter code of ISO 3166 and its name; no code for the whole world."""

    code: str | None
    name: str


class NoCountry(msgspec.Struct, frozen=True):
    """Not a country of the table; `nearest` may have been meant, the likeliest first."""

    nearest: tuple[Country, ...] = ()


Place: TypeAlias = Country | NoCountry

WORLD = Country(None, "the world")


def read_country(text: str, known: Mapping[str, str]) -> Place:
    """Return the country that the text names, or those it is near to.

    `known` holds the names by three-letter code. Codes of two and three letters are understood,
    and the names that a country has in English and in its own language. "Don't know", "world"
    and the like mean the whole world.
    """
    named = _folded(text) if len(text) <= MAX_RAW else ""
    if not named:
        return NoCountry()
    if named in DO_NOT_KNOW:
        return WORLD
    names = {_folded(name): code for code, name in known.items()}
    names = {name: code for name, code in _ALSO.items() if code in known} | names
    code = names.get(named) or _code(named, text, known)
    return Country(code, known[code]) if code else _near(named, names, known)


def _code(named: str, text: str, known: Mapping[str, str]) -> str | None:
    """The country with this code of two or three letters."""
    if named in WORDS_AS_CODES and not text.strip().isupper():
        return None
    code = _SHORT.get(named, named).upper()
    return code if code in known else None


def _near(named: str, names: Mapping[str, str], known: Mapping[str, str]) -> NoCountry:
    holding = sorted(name for name in names if named in name.split())
    found = holding + get_close_matches(named, names, n=2 * MAX_NEAREST, cutoff=0.75)
    codes = dict.fromkeys(names[name] for name in found)
    return NoCountry(tuple(Country(code, known[code]) for code in list(codes)[:MAX_NEAREST]))


def _folded(text: str) -> str:
    """The name as it is compared: small letters, no accents, points or "the"; "" when long."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    if len(plain) > MAX_RAW:
        return ""
    kept = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf"))
    words = kept.replace(".", "").replace("-", " ").replace(",", " ").split()
    named = " ".join(words).strip(" !\"'()")
    return named.removeprefix("in ").removeprefix("the ") if len(named) <= MAX_CLEAN else ""


_SHORT: Mapping[str, str] = {names.code.casefold(): code for code, names in NAMES.items()}
_ALSO: Mapping[str, str] = {
    _folded(name): code for code, names in NAMES.items() for name in names.also
}
