"""Reads an amount of material: bytes, pages or tokens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dialogues.quantities import data
from dialogues.quantities.echo import counted, counted_exactly, exactly, words
from dialogues.quantities.phrase import Meant, Measure, Measures, meanings, stripped
from dialogues.quantities.reading import NOT_UNDERSTOOD, Limits, Reading, Unit, Unread
from dialogues.quantities.scales import LETTERS
from dialogues.quantities.spelling import Token, clean, tokens
from dialogues.quantities.spoken import is_number
from dialogues.quantities.verdict import Wording, verdict

_PAGES = (Measure("pages", "pages", Fraction(1)),)
_TOKENS = (Measure("tokens", "tokens", Fraction(1)),)
_COUNTED: Measures = {"page": _PAGES, "pages": _PAGES, "token": _TOKENS, "tokens": _TOKENS}
_MEASURES: Measures = {**{word: (unit,) for word, unit in data.WORDS.items()}, **_COUNTED}
_KINDS = """
data text texts document documents file files pdf pdfs email emails mail e code storage material
plain
"""
_MATERIAL = frozenset(_KINDS.split())
"""What may stand after an amount, as in "2 GB of documents"."""


def read_size(text: str, limits: Mapping[Unit, Limits] | None = None) -> Reading:
    """Return the amount of material in bytes, pages or tokens, or why it is not one.

    1 KB is 1000 bytes and 1 KiB 1024, as the standards say. `gb` is gigabytes; `Gb` is refused,
    for it is gigabits by the book. Without a multiplier, pages and tokens come whole, so that
    1,500 pages are 1500; but 1,500 GB is ambiguous. `limits` by unit; none where it has none.
    """
    written = clean(text)
    phrase = stripped(tokens(written))
    if bits := _bits(phrase.tokens):
        return bits
    amount = _scaled(_spelled(_without_material(phrase.tokens)))
    found = meanings(amount, _MEASURES)
    if len(found) > 1 and len(amount) == 2 and amount[1].word in _COUNTED:
        found = found[:1]
    if found:
        bounds = (limits or {}).get(found[0].measure.unit)
        return verdict(phrase.signed(found), bounds, written, _WORDING)
    return Unread("no_unit") if _only_number(amount) else NOT_UNDERSTOOD


def _words(meant: Meant) -> str:
    if meant.measure.unit == "bytes":
        return words(meant.total, data.LADDER)
    return counted(meant.total, meant.measure.name)


def _option(meant: Meant) -> str:
    if meant.measure.unit == "bytes":
        return exactly(meant.total, data.ladder(meant.measure)) or _words(meant)
    return counted_exactly(meant.total, meant.measure.name)


_WORDING = Wording(echo=_words, exact=_option)


def _without_material(found: Sequence[Token]) -> Sequence[Token]:
    """The amount without what it is made of: of web pages, of documents, text."""
    if [token.word for token in found[-2:]] == ["web", "pages"]:
        found = found[:-2]
    while found and found[-1].word in _MATERIAL:
        found = found[:-1]
    return found[:-1] if found and found[-1].word == "of" else found


def _spelled(found: Sequence[Token]) -> Sequence[Token]:
    """The same with B and French octets at the end as the other units are written."""
    if not found or found[-1].values:
        return found
    last = found[-1].text
    return [*found[:-1], Token("bytes" if last == "B" else data.octets(last))]


def _scaled(found: Sequence[Token]) -> Sequence[Token]:
    """The same with one-letter multipliers as words: 300B tokens."""
    if len(found) < 3 or found[-1].word not in _COUNTED or not found[-3].values:
        return found
    scale = LETTERS.get(found[-2].word)
    return found if scale is None else [*found[:-2], Token(scale), found[-1]]


def _bits(found: Sequence[Token]) -> Unread | None:
    """The refusal of a number of bits, which names the bytes that Gb may have meant."""
    for place, token in enumerate(found):
        if data.bits(token.text) and is_number(found[:place]):
            instead = [*found[:place], Token(data.in_bytes(token.text))]
            return Unread("bits", tuple(map(_option, meanings(instead, _MEASURES))))
    return None


def _only_number(found: Sequence[Token]) -> bool:
    """Whether this is a number without a unit, or with half of one: 500 G."""
    short = bool(found) and found[-1].word in (*LETTERS, "g")
    return is_number(found[:-1] if short else found)
