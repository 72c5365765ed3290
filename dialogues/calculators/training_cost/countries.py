"""The countries whose electricity the table knows."""

from __future__ import annotations

from dialogues.calculators.constants import Constants

WORLD = "WORLD"
"""The row of the mean of the world."""


def country_names(constants: Constants) -> dict[str, str]:
    """Return the English name of every country by its code (ISO 3166 alpha-3).

    The source of a row begins with the name and a colon.
    """
    rows = {row.name.partition(".")[2]: row.source for row in constants.starting("grid.")}
    return {code: source.partition(":")[0] for code, source in rows.items() if code != WORLD}
