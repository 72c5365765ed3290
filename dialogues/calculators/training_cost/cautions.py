"""What the reader of an estimate must know: an answer that was taken for granted, a limit."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

CautionKind: TypeAlias = Literal[
    "usual_data",
    "usual_material",
    "usual_time",
    "usual_uses",
    "no_country",
    "unknown_country",
    "no_prices_of_year",
    "untested_chip",
    "machines_not_used",
    "hours_disagree",
    "does_not_fit",
    "not_enough_time",
    "not_realistic",
]


class Caution(msgspec.Struct, frozen=True):
    """One warning: its kind, for words of one's own, and the same in plain English."""

    kind: CautionKind
    words: str


class InputError(Exception):
    """An input that the calculator needs is missing, or means nothing to it.

    `input` is its name; the message says what to give, with an example.
    """

    def __init__(self, input: str, message: str) -> None:
        super().__init__(message)
        self.input = input
