"""Numbers as they are written in twenty languages, in words and as fractions."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec
from babel.numbers import format_decimal
from num2words import num2words

LOCALES: Sequence[str] = (
    "ar_EG", "bn_BD", "cs_CZ", "de_CH", "de_DE", "en_GB", "en_IN", "en_US", "es_ES", "fa_IR",
    "fi_FI", "fr_CH", "fr_FR", "hi_IN", "it_IT", "ja_JP", "mr_IN", "nb_NO", "nl_NL", "pl_PL",
    "pt_BR", "ru_RU", "sv_SE", "tr_TR", "uk_UA",
)  # fmt: skip
OPEN = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""What cannot be told apart: thousands to some, three decimals to others."""


class Numeral(msgspec.Struct, frozen=True):
    """A number as it was written, and what it stands for.

    `joins` holds what may stand between it and the unit. `open` when it has two readings.
    """

    text: str
    value: Fraction
    joins: tuple[str, ...] = (" ",)
    open: bool = False


def digits(chance: random.Random) -> Numeral:
    """A number in the digits and with the marks of a language."""
    value = _value(chance)
    text = format_decimal(
        value,
        locale=chance.choice(LOCALES),
        decimal_quantization=False,
        group_separator=chance.random() < 0.7,
        numbering_system=chance.choice(("default", "latn")),
    )
    western = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    joins = ("", " ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}", "  ")
    return Numeral(_dressed(chance, text), Fraction(value), joins, bool(OPEN.fullmatch(western)))


def in_words(chance: random.Random) -> Numeral:
    """A whole number in English words."""
    value = chance.choice((chance.randint(1, 99), chance.randint(100, 999), 1000, 2500, 251_000))
    text = num2words(value)
    text = chance.choice((text, text.replace("-", " "), text.replace(" and ", " "), text.title()))
    if text.startswith("one hundred") and chance.random() < 0.5:
        text = f"a{text[3:]}"
    return Numeral(text, Fraction(value))


def part(chance: random.Random) -> Numeral:
    """A fraction of the unit."""
    forms: Sequence[tuple[str, Fraction]] = (
        ("half a", Fraction(1, 2)),
        ("half of a", Fraction(1, 2)),
        ("a quarter of a", Fraction(1, 4)),
        ("three quarters of a", Fraction(3, 4)),
        ("two thirds of a", Fraction(2, 3)),
        ("½", Fraction(1, 2)),
        ("¾ of a", Fraction(3, 4)),
        ("1/4 of a", Fraction(1, 4)),
        ("a", Fraction(1)),
    )
    text, value = chance.choice(forms)
    return Numeral(text, value)


def mixed(chance: random.Random) -> Numeral:
    """A whole number and a half, or a quarter."""
    whole = chance.randint(1, 12)
    forms = (
        (f"{whole}½", Fraction(1, 2)),
        (f"{whole} 1/2", Fraction(1, 2)),
        (f"{whole} and a half", Fraction(1, 2)),
        (f"{num2words(whole)} and a half", Fraction(1, 2)),
        (f"{num2words(whole)} and a quarter", Fraction(1, 4)),
        (f"{whole} ¾", Fraction(3, 4)),
    )
    text, extra = chance.choice(forms)
    return Numeral(text, whole + extra)


def dozen(chance: random.Random) -> Numeral:
    """A dozen, or some."""
    forms = (("a dozen", 12), ("two dozen", 24), ("half a dozen", 6), ("3 dozen", 36))
    text, value = chance.choice(forms)
    return Numeral(text, Fraction(value))


FORMS: Sequence[tuple[Callable[[random.Random], Numeral], int]] = (
    (digits, 12),
    (in_words, 3),
    (part, 2),
    (mixed, 2),
    (dozen, 1),
)
"""The forms of a number, and how often each comes."""


def any_numeral(chance: random.Random) -> Numeral:
    """A number in any form."""
    forms, weights = zip(*FORMS, strict=True)
    form: Callable[[random.Random], Numeral] = chance.choices(forms, weights)[0]
    return form(chance)


def _value(chance: random.Random) -> Decimal:
    whole = chance.choice(
        (
            chance.randint(1, 99),
            chance.randint(100, 999),
            chance.randint(1000, 99_999),
            1000 * chance.randint(1, 999),
            chance.randint(10**6, 10**8),
        )
    )
    places = chance.choice((0, 0, 1, 1, 2, 3))
    return Decimal(whole) + Decimal(chance.randint(0, 10**places - 1)).scaleb(-places)


def _dressed(chance: random.Random, text: str) -> str:
    """The same text as some keyboards and pages write it."""
    if chance.random() < 0.1 and text.isascii():
        return text.translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)})  # full width
    if chance.random() < 0.1:
        text = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    if chance.random() < 0.1:
        text = f"\N{RIGHT-TO-LEFT MARK}{text}\N{ZERO WIDTH SPACE}"
    return text
