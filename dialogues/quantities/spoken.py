"""Numbers as they are said: 1.5 million, half a, two and a half, three quarters of a, a dozen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from dialogues.quantities.scales import SCALES, whole_number
from dialogues.quantities.spelling import Token

Values: TypeAlias = tuple[Fraction, ...]
"""What a number can be: nothing, one value, or two (grouped and decimal)."""

DOZEN = 12
_ONE_PART: Mapping[str, Fraction] = {
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
}
_PARTS: Mapping[str, Fraction] = {"thirds": Fraction(1, 3), "quarters": Fraction(1, 4)}
_COUNTS: Mapping[str, int] = {"two": 2, "2": 2, "three": 3, "3": 3}
_ARTICLES = ("a", "an", "one")
_OF_A = ("of", "a", "an")


def values(tokens: Sequence[Token]) -> Values:
    """Return the values that these tokens can stand for, none when they are not one number."""
    if not tokens or (_either(tokens[0]) and not (tokens[1:] and tokens[1].word in _OF_A)):
        return ()
    forms: tuple[Callable[[Sequence[Token]], Values], ...] = (_digits, _words, _part, _mixed)
    return next((found for form in forms if (found := form(tokens))), ())


def is_number(tokens: Sequence[Token]) -> bool:
    """Whether these tokens are a number, and more than the word "a"."""
    return [token.word for token in tokens] not in (["a"], ["an"]) and bool(values(tokens))


def _either(token: Token) -> bool:
    """Whether a fraction may say "or": 2/3 weeks may be two or three of them."""
    above, _, below = token.text.partition("/")
    if not (token.values and above.isdecimal() and below.isdecimal()):
        return False  # with a whole number before it, or ⅔, it is a fraction
    return int(above) > 1 and int(below) == int(above) + 1


def part(tokens: Sequence[Token]) -> Fraction | None:
    """Return the fraction that the tokens name, such as a half or three quarters."""
    found, rest = _part_and_rest(tokens)
    return None if rest else found


def _digits(tokens: Sequence[Token]) -> Values:
    """500, 1.5 million, 2 dozen."""
    times = _times(tokens[1:])
    return tuple(value * times for value in tokens[0].values) if times else ()


def _words(tokens: Sequence[Token]) -> Values:
    """Two hundred, a million, a hundred and fifty, a dozen."""
    words = _without_commas([token.word for token in tokens])
    if words[0] in ("a", "an") and words[1:2] != ["dozen"]:
        if words[1:] and words[1] not in ("hundred", *SCALES):
            return ()
        words[0] = "one"
    if words[-1] == "dozen":
        dozens = 1 if words[:-1] in ([], ["a"]) else whole_number(words[:-1])
        return (Fraction(dozens * DOZEN),) if dozens else ()
    value = whole_number(words)
    return () if value is None else (Fraction(value),)


def _without_commas(words: Sequence[str]) -> list[str]:
    """The words without the commas in one million, two hundred thousand."""
    before = ["", *words[:-1]]
    return [
        word for word, last in zip(words, before, strict=True) if word != "," or last not in SCALES
    ]


def _part(tokens: Sequence[Token]) -> Values:
    """Half a, a quarter of a, 3/4 of a, half a million."""
    found, rest = _part_and_rest(tokens)
    of = bool(rest) and rest[0].word == "of"
    if not of and any(token.word in ("third", "thirds") for token in tokens):
        return ()  # a third week
    rest = rest[1:] if of else rest
    if rest and rest[0].word in _ARTICLES:
        rest = rest[1:]
    elif of:
        return ()  # half of 3 GB
    times = _times(rest)
    return (found * times,) if found and times else ()


def _mixed(tokens: Sequence[Token]) -> Values:
    """One and a half, 2 and three quarters, two and a half million."""
    words = [token.word for token in tokens]
    if "and" not in words:
        return ()
    place = words.index("and")
    whole = _small(tokens[:place])
    found, rest = _part_and_rest(tokens[place + 1 :])
    times = _times(rest)
    return ((whole + found) * times,) if whole and found and times else ()


def _small(tokens: Sequence[Token]) -> int:
    """A whole number below 100; 0 for all else: two hundred and a half is 200.5, or 250?"""
    if len(tokens) == 1 and len(tokens[0].values) == 1:
        value = tokens[0].values[0]
        whole = value.numerator if value.denominator == 1 else 0
    else:
        whole = whole_number([token.word for token in tokens]) or 0
    return whole if whole < 100 else 0


def _part_and_rest(tokens: Sequence[Token]) -> tuple[Fraction | None, Sequence[Token]]:
    """The fraction at the start of the tokens, None when there is none, and what follows it."""
    first, *others = [token.word for token in tokens[:2]] or [""]
    if tokens and len(tokens[0].values) == 1 and re.search("[/⁄]", tokens[0].text):
        return tokens[0].values[0], tokens[1:]
    if first in _ONE_PART:
        return _ONE_PART[first], tokens[1:]
    if others and first in _ARTICLES and others[0] in _ONE_PART:
        return _ONE_PART[others[0]], tokens[2:]
    if others and others[0] in _PARTS:
        share = _COUNTS.get(tokens[0].text.casefold(), 0) * _PARTS[others[0]]
        return (share, tokens[2:]) if 0 < share < 1 else (None, tokens)
    return None, tokens


def _times(tokens: Sequence[Token]) -> int:
    """What words after a number multiply it by: 1 for none, 0 when they are something else."""
    words = [token.word for token in tokens]
    if not words:
        return 1
    if words == ["dozen"]:
        return DOZEN
    if not all(word == "hundred" or word in SCALES for word in words):
        return 0
    return whole_number(["one", *words]) or 0
