"""What is given for one estimate and does not agree, or is not known."""

from __future__ import annotations

import pytest

from dialogues.calculators.training_cost.asked import read_inputs
from dialogues.calculators.training_cost.cautions import InputError
from dialogues.calculators.training_cost.estimate import estimate
from tests.calculators.shipped import CONSTANTS


def warned(**given: object) -> dict[str, str]:
    found = estimate(CONSTANTS, read_inputs(CONSTANTS, given))
    return {warning.kind: warning.words for warning in found.warnings}


OWN = {"goal": "own-machines", "machines": 8, "time": "2 weeks"}


def test_hours_that_are_not_machines_times_time_are_told() -> None:
    assert "machines x time is 2,688" in warned(**OWN, accelerator_hours=3000)["hours_disagree"]
    assert "hours_disagree" not in warned(**OWN, accelerator_hours=2688)
    assert "hours_disagree" not in warned(**OWN)


def test_hours_are_read_with_what_they_are_of() -> None:
    for words in ("3000 GPU-hours", "3,000 gpu hours", "3000 accelerator-hours", "3000 h"):
        given = {"goal": "own-machines", "accelerator_hours": words}
        assert read_inputs(CONSTANTS, given).accelerator_hours == 3000, words


def test_hours_and_machines_may_name_their_chip() -> None:
    given = {"goal": "own-machines", "accelerator_hours": "3000 A100 hours"}
    read = read_inputs(CONSTANTS, given)
    assert (read.accelerator_hours, read.chip) == (3000, "A100")
    read = read_inputs(CONSTANTS, {**OWN, "machines": "8 x H200"})
    assert (read.machines, read.chip) == (8, "H200")
    read = read_inputs(
        CONSTANTS, {**given, "accelerator_hours": "3,000 H100-hours", "chip": "H100"}
    )
    assert read.chip == "H100"


def test_a_chip_that_is_named_in_two_ways_is_refused() -> None:
    given = {**OWN, "accelerator_hours": "3000 A100 hours", "chip": "H100"}
    with pytest.raises(InputError, match="give one chip"):
        read_inputs(CONSTANTS, given)


def test_an_unknown_country_names_those_that_hold_its_name() -> None:
    assert "South Korea" in warned(**OWN, country="Korea")["unknown_country"]


@pytest.mark.parametrize(
    ("input", "value", "given", "result"),
    [
        ("material", "documents", {}, "tokens"),
        ("script", "other", {}, "tokens"),
        ("tokens", "1 billion", {"data": None}, "tokens"),
        ("data", "40 GB", {}, "tokens"),
        ("time", "1 day", {"data": "2 TB"}, "machines"),
        ("country", "Norway", {}, "co2e"),
        ("parameters", "70B", {}, "accelerator_hours"),
        ("active_parameters", "1B", {"parameters": "8B"}, "accelerator_hours"),
        ("architecture", "encoder-decoder", {}, "accelerator_hours"),
        ("chip", "A100", {}, "accelerator_hours"),
        ("passes", 2, {}, "tokens"),
        ("price_year", 2024, {}, "cost_run"),
        ("method", "full", {"goal": "fine-tune"}, "accelerator_hours"),
        ("machines", 16, OWN, "accelerator_hours"),
        ("accelerator_hours", 3000, OWN, "cost_run"),
        ("uses_per_month", 77, {"goal": "ready-made"}, "cost_run"),
    ],
)
def test_every_optional_input_changes_what_it_is_about(
    input: str, value: object, given: dict[str, object], result: str
) -> None:
    base = {"goal": "scratch", "data": "20 GB", "material": "text", **given}
    results = [
        getattr(estimate(CONSTANTS, read_inputs(CONSTANTS, asked)).results, result)
        for asked in (base, {**base, input: value})
    ]
    assert results[0] != results[1]


def test_the_price_that_stands_in_is_named_by_its_date() -> None:
    words = warned(**OWN, price_year=2050)["no_prices_of_year"]
    assert "price." not in words
    assert "2026" in words
