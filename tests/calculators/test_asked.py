"""Inputs as a program gives them: understood as people write them, or refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from dialogues.calculators.training_cost.asked import (
    CHOICES,
    COUNTS,
    EXAMPLES,
    READERS,
    read_inputs,
)
from dialogues.calculators.training_cost.cautions import InputError
from dialogues.calculators.training_cost.estimate import estimate
from dialogues.calculators.training_cost.inputs import Inputs
from tests.calculators.shipped import CONSTANTS, UK_FROM_SCRATCH


def read(**given: Any) -> Inputs:
    return read_inputs(CONSTANTS, {"goal": "scratch", **given})


def test_the_example_of_the_interface_is_understood() -> None:
    said = {"data": "500 GB", "material": "text", "time": "3 weeks", "country": "GB"}
    assert read(**said) == UK_FROM_SCRATCH


@pytest.mark.parametrize(
    ("name", "value", "understood"),
    [
        ("data", "half a terabyte", 5e11),
        ("data", "2,5 TB", 2.5e12),
        ("data", 2e9, 2e9),
        ("tokens", "300 billion", 3e11),
        ("tokens", "300B tokens", 3e11),
        ("time", "10 days", 240),
        ("time", 36, 36),
        ("country", "Germany", "DEU"),
        ("country", "de", "DEU"),
        ("country", "USA", "USA"),
        ("country", "world", "WORLD"),
        ("parameters", "70B", 7e10),
        ("parameters", 8e9, 8e9),
        ("chip", "nvidia h100", "H100"),
        ("chip", "TPU v4", "TPUv4"),
        ("machines", "1,000", 1000),
        ("price_year", 2024, 2024),
        ("architecture", "encoder-decoder", "encoder-decoder"),
        ("material", "Text", "text"),
        ("material", "plain text", "text"),
        ("material", "Documents (PDF, Word)", "documents"),
        ("material", "PDF", "documents"),
        ("material", "e-mail", "email"),
        ("material", "web pages", "web"),
        ("method", "light", "lora"),
        ("architecture", "mixture of experts", "moe"),
    ],
)
def test_amounts_are_read_as_people_write_them(
    name: str, value: object, understood: object
) -> None:
    assert getattr(read(**{name: value}), name) == understood


def test_data_may_be_said_in_tokens() -> None:
    assert read(data="300 billion tokens").tokens == 3e11


@pytest.mark.parametrize("material", ["text", "documents", "web", "code", None])
def test_pages_hold_the_same_text_whatever_they_are_in(material: str | None) -> None:
    pages = read(data="a million pages", material=material)
    tokens = estimate(CONSTANTS, pages).results.tokens
    assert tokens is not None
    each = 3.3 if material == "code" else 4.4
    assert tokens.central == pytest.approx(1e6 * 1800 / each)


def test_null_counts_as_not_given() -> None:
    assert read(data=None, country=None, passes=None) == Inputs(goal="scratch")


@pytest.mark.parametrize(
    ("given", "input", "words"),
    [
        ({"goal": None}, "goal", "goal is missing"),
        ({"goal": "scrach"}, "goal", "did you mean 'scratch'?"),
        ({"goal": 1}, "goal", "must be one of"),
        ({"dta": "1 GB"}, "dta", "did you mean 'data'?"),
        ({"data": "500"}, "data", "has no unit"),
        ({"data": "500 Gbit"}, "data", "bits"),
        ({"data": "1,500 GB"}, "data", "two ways"),
        ({"data": "1 KB"}, "data", "too small"),
        ({"data": "11 PB"}, "data", "too large"),
        ({"data": 3}, "data", "out of range"),
        ({"data": "lots"}, "data", 'such as|give for example "500 GB"'),
        ({"data": "NaN GB"}, "data", "not understood"),
        ({"data": "1e9999 GB"}, "data", "was not understood|too large"),
        ({"data": "9" * 10_000 + " GB"}, "data", "not understood"),
        ({"data": True}, "data", "must be a text or a number"),
        ({"data": ["1 GB"]}, "data", "must be a text or a number"),
        ({"data": "1 GB", "tokens": "1 billion"}, "tokens", "not both"),
        ({"time": "30 minutes"}, "time", "too small|not understood"),
        ({"time": "6 years"}, "time", "too large"),
        ({"time": "by Friday"}, "time", "not understood"),
        ({"tokens": float("nan")}, "tokens", "out of range"),
        ({"machines": 1.5}, "machines", "whole number"),
        ({"passes": 0}, "passes", "out of range"),
        ({"chip": "abacus"}, "chip", "must be one of V100"),
        ({"country": 44}, "country", "must be a text"),
        ({"script": "cyrillic"}, "script", "must be one of latin, other"),
        ({"material": "photos"}, "material", "must be one of text, documents"),
        ({"price_year": 1066}, "price_year", "out of range"),
    ],
)
def test_what_is_not_understood_is_refused_by_name_with_an_example(
    given: dict[str, object], input: str, words: str
) -> None:
    with pytest.raises(InputError, match=words.replace("?", r"\?")) as refused:
        read(**given)
    assert refused.value.input == input


def test_a_token_passes_no_more_parameters_than_the_model_has() -> None:
    with pytest.raises(InputError) as refused:
        estimate(CONSTANTS, read(parameters="7B", active_parameters="13B"))
    assert refused.value.input == "active_parameters"


def test_a_country_that_the_table_lacks_is_left_to_the_estimate() -> None:
    found = estimate(CONSTANTS, read(country="Wakanda"))
    assert found.inputs.country == "WORLD"
    assert "unknown_country" in [caution.kind for caution in found.warnings]


def test_every_input_is_read_and_has_an_example() -> None:
    assert set(READERS) == set(Inputs.__struct_fields__)
    assert set(EXAMPLES) | set(CHOICES) == set(READERS)
    assert set(COUNTS) <= set(EXAMPLES)
