"""The worked examples of the model, and what each path of the calculator answers."""

from __future__ import annotations

import pytest

from dialogues.calculators.ranges import Range, exact
from dialogues.calculators.training_cost.cautions import InputError
from dialogues.calculators.training_cost.estimate import estimate
from tests.calculators.shipped import CONSTANTS, UK_FINE_TUNE, UK_FROM_SCRATCH, ask


def said(range: Range | None) -> tuple[float, float, float]:
    """Return central, low and high as they are shown: with two significant digits."""
    assert range is not None
    central, low, high = (float(f"{x:.2g}") for x in (range.central, range.low, range.high))
    return central, low, high


def test_500_gb_of_text_from_scratch_in_the_uk() -> None:
    found = estimate(CONSTANTS, UK_FROM_SCRATCH).results
    assert found.parameters == pytest.approx(5.1e9, rel=0.01)
    assert said(found.accelerator_hours) == (3000, 1700, 7400)
    assert found.machines == Range(4, 7, 17)
    assert said(found.cost_run) == (8800, 4400, 25000)
    assert said(found.cost_project) == (29000, 12000, 91000)
    assert said(found.energy) == (3300, 1700, 8400)
    assert said(found.people_cost)[1:] == (190000, 2.6e6)
    assert found.prices == "2026-05"


@pytest.mark.parametrize(("parameters", "hours"), [(1e9, 590), (8e9, 4800), (70e9, 42000)])
def test_the_size_of_the_model_drives_the_hours(parameters: float, hours: float) -> None:
    found = ask(goal="scratch", data=500e9, material="text", parameters=parameters).results
    assert said(found.accelerator_hours)[0] == hours


def test_2_gb_of_documents_are_fine_tuned_with_for_the_price_of_a_dinner() -> None:
    found = estimate(CONSTANTS, UK_FINE_TUNE).results
    central, low, high = said(found.accelerator_hours)
    assert (central, round(low), high) == (11, 2, 83)
    assert said(found.cost_run) == (33, 5, 260)
    assert found.cost_managed is not None


def test_a_ready_made_model_costs_its_use_by_the_month() -> None:
    found = ask(goal="ready-made", uses_per_month=10_000).results
    assert said(found.cost_run)[0] == 8
    assert found.energy.central == pytest.approx(6)
    assert found.accelerator_hours is found.machines is found.cost_project is found.storage is None


def test_own_machines_make_exactly_their_hours() -> None:
    found = ask(goal="own-machines", machines=8, time=336).results
    assert found.accelerator_hours == exact(2688)
    assert found.machines == exact(8)
    assert found.tokens is not None  # what can be trained with them


def test_own_machines_and_the_plan_agree() -> None:
    planned = estimate(CONSTANTS, UK_FROM_SCRATCH).results
    assert planned.accelerator_hours is not None
    hours = planned.accelerator_hours.central
    own = ask(goal="own-machines", accelerator_hours=hours, parameters=planned.parameters).results
    assert own.tokens is not None
    assert planned.tokens is not None
    assert own.tokens.central == pytest.approx(planned.tokens.central)


def test_hours_that_are_known_are_not_estimated() -> None:
    found = ask(goal="scratch", data=500e9, material="text", accelerator_hours=1234).results
    assert found.accelerator_hours == exact(1234)


def test_light_fine_tuning_is_usual_and_full_takes_more() -> None:
    light, full = ask(goal="fine-tune"), ask(goal="fine-tune", method="full")
    assert light.inputs.method == "lora"
    assert light.results.accelerator_hours is not None
    assert full.results.accelerator_hours is not None
    assert light.results.accelerator_hours.central < full.results.accelerator_hours.central


def test_a_mixture_of_experts_counts_by_its_active_parameters_but_fills_memory_whole() -> None:
    moe = {"goal": "scratch", "data": 1e12, "material": "text", "architecture": "moe"}
    mixed = ask(**moe, parameters=400e9, active_parameters=17e9).results
    small = ask(**moe, parameters=17e9, active_parameters=17e9).results
    assert mixed.accelerator_hours == small.accelerator_hours
    assert mixed.storage is not None
    assert small.storage is not None
    assert mixed.storage.central > 10 * small.storage.central


def test_an_encoder_decoder_passes_half_its_parameters() -> None:
    base = {"goal": "scratch", "data": 1e12, "material": "text"}
    half = ask(**base, parameters=10e9, architecture="encoder-decoder").results
    whole = ask(**base, parameters=5e9).results
    assert half.accelerator_hours == whole.accelerator_hours


def test_fine_tuning_between_small_and_large_is_used_in_between() -> None:
    rates = [
        found.flop.central / found.accelerator_hours.central
        for tokens in (1e8, 3e8, 1e9)
        if (found := ask(goal="fine-tune", tokens=tokens, passes=1, parameters=1e12).results)
        and found.flop
        and found.accelerator_hours
    ]
    assert rates == sorted(rates)
    small, middle, large = (rate / (989e12 * 3600) for rate in rates)
    assert small == pytest.approx(0.06, rel=0.01)
    assert large == pytest.approx(0.22, rel=0.01)
    assert 0.1 < middle < 0.13


def test_chips_without_a_row_borrow_one_and_h200_has_its_own_price() -> None:
    base = {"goal": "own-machines", "machines": 10, "time": 100}
    a800, a100 = ask(**base, chip="A800").results, ask(**base, chip="A100").results
    assert (a800.energy, a800.cost_run) == (a100.energy, a100.cost_run)
    h200, h100 = ask(**base, chip="H200").results, ask(**base, chip="H100").results
    assert h200.energy == h100.energy
    assert h200.cost_run.central > h100.cost_run.central
    assert ask(**base, chip="TPUv3").results.cost_run == ask(**base, chip="TPUv4").results.cost_run


def test_the_price_is_the_newest_that_covers_the_year_else_the_newest() -> None:
    base = {"goal": "own-machines", "machines": 1, "time": 1000, "chip": "A100"}
    assert ask(**base, price_year=2022).results.cost_run.central == pytest.approx(2500)
    assert ask(**base).results.cost_run.central == pytest.approx(1500)
    old = ask(**base, price_year=2010)
    assert old.results.cost_run.central == pytest.approx(1500)
    assert "no_prices_of_year" in [caution.kind for caution in old.warnings]


def test_what_was_not_said_is_filled_in_and_told() -> None:
    found = ask(goal="scratch")
    assert (found.inputs.data, found.inputs.material, found.inputs.time) == (2e9, "documents", 168)
    kinds = {caution.kind for caution in found.warnings}
    assert {"usual_data", "usual_material", "usual_time", "no_country"} <= kinds
    assert estimate(CONSTANTS, UK_FROM_SCRATCH).warnings == ()


def test_an_unknown_country_counts_as_the_world_and_a_warning_says_so() -> None:
    unknown, none = ask(goal="scratch", country="XYZ"), ask(goal="scratch")
    assert unknown.results.co2e == none.results.co2e
    assert [c.kind for c in unknown.warnings if "country" in c.kind] == ["unknown_country"]
    assert any("average of the world" in caution.words for caution in unknown.warnings)


def test_more_machines_than_ever_worked_together_are_not_realistic() -> None:
    found = ask(goal="scratch", data=10e12, material="text", time=24)
    (warning,) = (c for c in found.warnings if c.kind == "not_realistic")
    assert "Not realistic" in warning.words
    least = found.results.least_time
    assert least is not None
    enough = ask(goal="scratch", data=10e12, material="text", time=least.central).results
    assert enough.machines is not None
    assert enough.machines.central == 16_384
    assert enough.least_time is None


def test_own_machines_that_do_too_little_for_the_material_are_told() -> None:
    asked = {"goal": "own-machines", "material": "text", "data": 500e9, "parameters": 1e9}
    short = ask(**asked, machines=1, time=168)
    assert "not_enough_time" in [caution.kind for caution in short.warnings]
    assert said(short.results.hours_needed)[0] == 590
    enough = ask(**asked, machines=4, time=168)
    assert "not_enough_time" not in [caution.kind for caution in enough.warnings]


def test_a_model_that_does_not_fit_into_the_own_machines_is_told() -> None:
    found = ask(goal="own-machines", machines=1, time=100, parameters=70e9)
    assert "does_not_fit" in [caution.kind for caution in found.warnings]


def test_a_chip_without_a_checked_run_has_a_wider_range_and_says_so() -> None:
    found = ask(goal="scratch", data=1e12, material="text", chip="B200")
    usual = ask(goal="scratch", data=1e12, material="text")
    assert "untested_chip" in [caution.kind for caution in found.warnings]
    wide, narrow = found.results.accelerator_hours, usual.results.accelerator_hours
    assert wide is not None
    assert narrow is not None
    assert wide.high / wide.low > narrow.high / narrow.low


def test_every_constant_that_was_used_is_named_once_with_its_source() -> None:
    used = estimate(CONSTANTS, UK_FROM_SCRATCH).assumptions
    names = [row.name for row in used]
    assert len(names) == len(set(names))
    assert {"price.H100.2026", "util.pretrain.modern", "grid.GBR", "pue"} <= set(names)
    assert all(row.source for row in used)


@pytest.mark.parametrize(
    ("answers", "input"),
    [
        ({"goal": "own-machines", "time": 10}, "machines"),
        ({"goal": "own-machines", "machines": 10}, "time"),
        ({"goal": "scratch", "data": 0}, "data"),
        ({"goal": "scratch", "data": float("nan")}, "data"),
        ({"goal": "scratch", "time": float("inf")}, "time"),
        ({"goal": "scratch", "chip": "abacus"}, "chip"),
        ({"goal": "scratch", "architecture": "moe", "parameters": 1e9}, "active_parameters"),
    ],
)
def test_what_is_missing_or_makes_no_sense_is_refused_by_name(
    answers: dict[str, object], input: str
) -> None:
    with pytest.raises(InputError) as refused:
        ask(**answers)
    assert refused.value.input == input
