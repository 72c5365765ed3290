"""The model against the published runs that ship, and against families it has not seen."""

from __future__ import annotations

from math import exp, log

import msgspec
import pytest

from dialogues.calculators.constants import Constants
from dialogues.calculators.ledger import Ledger
from dialogues.calculators.training_cost.backtest import (
    TESTS,
    Comparison,
    Score,
    compared,
    flaws,
    scores,
)
from dialogues.calculators.training_cost.families import without_family
from dialogues.calculators.training_cost.prediction import work_of
from dialogues.calculators.training_cost.runs import PublishedRun
from tests.calculators.shipped import CALCULATOR, CONSTANTS

RUNS = {run.id: run for run in CALCULATOR.runs}


class Expected(msgspec.Struct, frozen=True):
    """A row of the table that the model was published with; `width` is high over low end."""

    n: int
    median: float
    inside: float
    width: float


MODEL = {
    "hours": Expected(47, 0.26, 0.85, 2.75),
    "energy_given_hours": Expected(10, 0.13, 0.80, 2.13),
    "energy_given_hours_measured": Expected(9, 0.06, 0.78, 1.92),
    "co2e_given_hours": Expected(15, 0.35, 0.93, 3.38),
    "cost_given_hours": Expected(13, 0.45, 0.92, 3.15),
    "energy_end_to_end": Expected(10, 0.39, 0.90, 3.30),
    "co2e_end_to_end": Expected(12, 0.33, 0.92, 4.68),
    "cost_end_to_end": Expected(9, 0.72, 0.67, 4.63),
    "fine_tune_hours": Expected(8, 0.79, 0.88, 5.03),
}


def all_compared(constants: Constants = CONSTANTS) -> list[Comparison]:
    return [one for run in RUNS.values() for one in compared(constants, run)]


def changed(id: str, **fields: object) -> PublishedRun:
    return msgspec.structs.replace(RUNS[id], **fields)


@pytest.fixture(scope="module")
def found() -> dict[str, Score]:
    return scores(all_compared())


@pytest.mark.parametrize("test", MODEL)
def test_the_table_of_the_model_comes_out_of_the_runs(test: str, found: dict[str, Score]) -> None:
    score, expected = found[test], MODEL[test]
    assert score.median_abs_ln is not None
    assert score.inside is not None
    assert score.median_width is not None
    assert score.n == expected.n
    assert abs(score.median_abs_ln - expected.median) <= 0.10
    assert abs(score.inside - expected.inside) <= 0.15
    assert score.median_width <= 1.5 * expected.width


def test_hours_are_within_a_third_and_mostly_inside(found: dict[str, Score]) -> None:
    hours = found["hours"]
    assert hours.median_abs_ln is not None
    assert hours.inside is not None
    assert hours.median_abs_ln <= log(1.35)
    assert 0.80 <= hours.inside <= 0.95  # more would mean that the ranges are too wide


def test_the_middle_is_within_a_factor_of_two_for_three_runs_in_four() -> None:
    errors = [one.error for one in all_compared() if one.test == "hours"]
    assert sum(error <= log(2) for error in errors) >= 0.75 * len(errors)


def test_every_test_is_in_the_table() -> None:
    assert set(TESTS) == set(MODEL)


def test_every_run_that_ships_takes_part_in_all_that_it_names() -> None:
    for run in RUNS.values():
        assert not list(flaws(CONSTANTS, run, compared(CONSTANTS, run)))


def test_published_energy_and_grid_are_never_used_to_predict() -> None:
    run = RUNS["gpt3-175b"]
    other = changed(run.id, energy_kWh=1.0, tCO2e_operational=1.0, cost_usd=1.0)
    before, after = compared(CONSTANTS, run), compared(CONSTANTS, other)
    assert [one.predicted for one in before] == [one.predicted for one in after]


def test_end_to_end_does_not_use_the_published_hours() -> None:
    run = RUNS["gpt3-175b"]
    other = changed(run.id, accel_hours=1.0)
    before = {one.test: one.predicted for one in compared(CONSTANTS, run)}
    after = {one.test: one.predicted for one in compared(CONSTANTS, other)}
    same = {test for test in before if before[test] == after[test]}
    assert same == {"hours", "energy_end_to_end", "co2e_end_to_end", "cost_end_to_end"}


def test_who_takes_part_is_said_by_the_letters() -> None:
    tests = {one.test for one in compared(CONSTANTS, changed("gpt3-175b", tests="hm"))}
    assert tests == {"hours", "cost_given_hours", "cost_end_to_end"}
    tests = {one.test for one in compared(CONSTANTS, changed("olmoe", tests="x"))}
    assert tests == {"energy_end_to_end", "co2e_end_to_end"}
    assert not list(compared(CONSTANTS, changed("gpt3-175b", tests="")))


def test_predicted_and_published_are_in_one_unit() -> None:
    units = {one.test.split("_")[0]: one.unit for one in all_compared()}
    assert units == {"hours": "h", "energy": "kWh", "co2e": "kg", "cost": "USD", "fine": "h"}
    (co2e,) = (
        one for one in all_compared() if (one.id, one.test) == ("t5-11b", "co2e_given_hours")
    )
    assert co2e.actual == pytest.approx(46_700)


def test_active_parameters_are_used_as_they_stand() -> None:
    work = work_of(RUNS["t5-11b"])
    assert work is not None
    assert work.active == 5.5e9


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"hardware": "ABACUS"}, "no row for the chip ABACUS"),
        ({"country": "XXX"}, "no row for the country XXX"),
        ({"accel_hours": None}, "sits out of hours"),
        ({"tokens_B_seen": None}, "sits out of hours, energy_end_to_end"),
    ],
)
def test_a_run_that_sits_out_is_told(fields: dict[str, object], words: str) -> None:
    run = changed("gpt3-175b", **fields)
    (told,) = flaws(CONSTANTS, run, compared(CONSTANTS, run))
    assert words in told


def test_without_runs_a_test_has_no_figures() -> None:
    assert scores([])["hours"] == Score(0)


def test_families_that_were_left_out_are_still_inside_about_three_times_in_four() -> None:
    comparisons = [
        one
        for run in RUNS.values()
        for one in compared(without_family(CONSTANTS, RUNS.values(), run.family), run)
    ]
    score = scores(comparisons)["hours"]
    assert score.inside is not None
    assert 0.65 <= score.inside <= 0.80
    assert score.median_abs_ln is not None
    assert exp(score.median_abs_ln) <= 1.35


def test_a_family_that_is_left_out_says_nothing_about_the_table() -> None:
    left = [
        changed(run.id, accel_hours=1e-3) if run.family == "pythia" else run
        for run in RUNS.values()
    ]
    before = without_family(CONSTANTS, RUNS.values(), "pythia")
    assert before == without_family(CONSTANTS, left, "pythia")
    assert before != without_family(CONSTANTS, RUNS.values(), "gpt3")


def test_the_ranges_were_taken_from_the_runs_and_not_tuned_to_them() -> None:
    """The rows of the table are near what the runs show, estimated by one rule for all."""
    table = without_family(CONSTANTS, RUNS.values(), "")
    for row in ("util.pretrain.modern", "util.pretrain.moe", "util.finetune.large"):
        shipped, shown = Ledger(CONSTANTS)[row], Ledger(table)[row]
        assert 1 / 1.25 <= shipped.central / shown.central <= 1.25
