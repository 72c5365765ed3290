"""Finds the name of a chip in what was typed: 8 x H100, 3000 A100 hours."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from dialogues.calculators.training_cost.cautions import InputError
from dialogues.quantities.spelling import MAX_RAW

OF_CHIPS = ("machines", "accelerator_hours")
"""The inputs that may name their chip: "8 x H100", "3000 A100 hours"."""

SAID = ".chip"
"""Follows the name of an input that named its chip, until it is known which chip counts."""


def without_chip(text: str, chips: Collection[str]) -> tuple[str, str | None]:
    """Return the text without the name of a chip, and the chip; None where not one is named.

    "8xH100" is "8" and H100, "3000 A100-hours" is "3000 hours" and A100. A text that is too long
    for an amount is returned as it is, and so is one that names two chips.
    """
    if len(text) > MAX_RAW:
        return text, None
    found = list(_pattern(tuple(chips)).finditer(text))
    if len(found) != 1:
        return text, None
    [match] = found
    known = {_folded(chip): chip for chip in chips}
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return " ".join(rest.split()), known[_folded(match["chip"])]


def one_chip(found: dict[str, object]) -> dict[str, object]:
    """Return what was found with the chip that was named; InputError where there are two."""
    for name in OF_CHIPS:
        said = found.pop(name + SAID, None)
        if said is not None and found.setdefault("chip", said) != said:
            wrong = f"{name} is of {said}, and another input of {found['chip']}: give one chip"
            raise InputError(name, wrong)
    return found


@lru_cache(maxsize=8)
def _pattern(chips: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(r"[ ]?".join(re.findall(r"[A-Za-z]+|\d+", chip)) for chip in chips)
    return re.compile(
        rf"(?:(?<=\d)[ ]?[x×][ ]?|(?<!\w))(?:nvidia[ ])?(?P<chip>{names})(?:s\b|(?!\w))-?",
        re.IGNORECASE,
    )


def _folded(chip: str) -> str:
    return chip.replace(" ", "").casefold()
