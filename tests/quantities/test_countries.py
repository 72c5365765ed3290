"""Countries as people call them, held against the names of the Unicode tables."""

from __future__ import annotations

import csv
from collections.abc import Mapping

import pytest
from babel import Locale

from bot import shipped
from dialogues.quantities.countries import Country, NoCountry, read_country
from dialogues.quantities.country_names import NAMES

CODES: Mapping[str, str] = {code: names.code for code, names in NAMES.items()}
ENGLISH = Locale.parse("en").territories
KNOWN: Mapping[str, str] = {code: ENGLISH[short] for code, short in CODES.items()}
CODE_TOO = "Nga"  # Russia in Vietnamese, and the code of Nigeria
LANGUAGES = "ar bn cs da de el en es et fi fr he hi hu id it ja ko nl pl pt ro ru sv th tr uk vi zh"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UK", "GBR"),
        ("uk", "GBR"),
        ("GB", "GBR"),
        ("gbr", "GBR"),
        ("Great Britain", "GBR"),
        ("in the United Kingdom", "GBR"),
        ("England", "GBR"),
        ("USA", "USA"),
        ("U.S.A.", "USA"),
        ("us", "USA"),
        ("America", "USA"),
        ("the United States of America", "USA"),
        ("Holland", "NLD"),
        ("the Netherlands", "NLD"),
        ("Deutschland", "DEU"),
        ("Osterreich", "AUT"),
        ("Viet Nam", "VNM"),
        ("TURKEY", "TUR"),
        ("Czech Republic", "CZE"),
        ("NO", "NOR"),
        ("IN", "IND"),
        ("भारत", "IND"),
        ("日本", "JPN"),
        ("ＵＫ", "GBR"),
        ("don't know", None),
        ("Don’t know", None),
        ("the world", None),
        ("?", None),
    ],
)
def test_a_country_is_understood(text: str, code: str | None) -> None:
    place = read_country(text, KNOWN)
    assert isinstance(place, Country)
    assert place.code == code


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Germny", ["DEU"]),
        ("Great Britian", ["GBR"]),
        ("Korea", ["KOR"]),
        ("no", []),
        ("No", []),
        ("in", []),
        ("can", []),
        ("Atlantis", []),
        ("Peru", []),
        ("", []),
        ("x" * 10_000, []),
        ("\N{COMBINING ACUTE ACCENT}", []),
    ],
)
def test_what_is_not_a_country_of_the_table_is_no_country(text: str, nearest: list[str]) -> None:
    place = read_country(text, KNOWN)
    assert isinstance(place, NoCountry)
    assert [country.code for country in place.nearest] == nearest


def test_every_code_is_understood() -> None:
    for long, short in CODES.items():
        assert read_country(short, KNOWN) == Country(long, KNOWN[long])
        assert read_country(long, KNOWN) == Country(long, KNOWN[long])


@pytest.mark.parametrize("language", LANGUAGES.split())
def test_a_name_in_any_language_is_understood_rightly_or_not_at_all(language: str) -> None:
    long = {short: code for code, short in CODES.items()}
    for short, name in Locale.parse(language).territories.items():
        place = read_country(name, KNOWN)
        country = len(short) == 2 and name != CODE_TOO
        if country and isinstance(place, Country) and place.code:
            assert place.code == long.get(short), name


def test_a_country_that_the_table_lacks_is_not_understood() -> None:
    assert read_country("Austria", {"GBR": "United Kingdom"}) == NoCountry()
    assert read_country("AT", {"GBR": "United Kingdom"}) == NoCountry()


def test_all_countries_of_the_calculator_have_names() -> None:
    with (shipped.CONTENT / "calculators/training-cost/constants.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["name"].startswith("grid.")]
    grid = {row["name"].removeprefix("grid."): row["source"].partition(":")[0] for row in rows}
    grid.pop("WORLD")
    assert set(grid) == set(NAMES)
    for code, name in grid.items():
        assert read_country(name, grid) == Country(code, name)
