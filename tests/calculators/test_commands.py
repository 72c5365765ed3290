"""`tutorbot calculate` and `tutorbot backtest`, run as processes."""

from __future__ import annotations

import json
from pathlib import Path
from time import monotonic

import pytest

from bot.cli.calculate import EXAMPLE
from tests.calculators.shipped import CALCULATOR, FOLDER
from tests.cli.tutorbot import Ran, tutorbot

RUNS = FOLDER / "runs.csv"
RESULTS = {
    "accelerator_hours": "h",
    "machines": "1",
    "cost_run": "USD",
    "cost_project": "USD",
    "energy": "kWh",
    "co2e": "kg",
    "storage": "GB",
    "people": "person-month",
}


def calculate(given: object, *options: str) -> Ran:
    typed = given if isinstance(given, str) else json.dumps(given)
    return tutorbot("calculate", "training-cost", *options, typed=typed)


def test_calculate_gives_every_result_as_a_range_with_its_unit() -> None:
    said = {"goal": "scratch", "data": "500 GB", "material": "text", "time": "3 weeks"}
    ran = calculate({**said, "country": "GB"}, "--json")
    assert (ran.code, ran.err) == (0, "")
    found = ran.json()
    assert {name: range["unit"] for name, range in found["results"].items()} == RESULTS
    for range in (*found["results"].values(), *filter(None, found["more"].values())):
        assert range.keys() == {"low", "central", "high", "unit"}
        assert 0 < range["low"] <= range["central"] <= range["high"]
    assert found["inputs"]["data"] == 500e9
    assert found["inputs"]["country"] == "GBR"
    assert found["warnings"] == []
    keys = {"name", "low", "central", "high", "unit", "year", "source"}
    assert all(keys <= row.keys() for row in found["assumptions"])
    assert f"{found['results']['cost_run']['central']:.2g}" == "8.8e+03"


def test_what_was_understood_can_be_given_again() -> None:
    first = calculate({"goal": "fine-tune", "data": "2 GB"}, "--json").json()
    second = calculate(first["inputs"], "--json").json()
    assert second["results"] == first["results"]
    assert second["inputs"] == first["inputs"]


def test_a_ready_made_model_is_by_the_month_and_null_where_nothing_applies() -> None:
    results = calculate({"goal": "ready-made"}, "--json").json()["results"]
    assert results.keys() == RESULTS.keys()
    units = {name: range["unit"] for name, range in results.items() if range}
    assert units == {
        "cost_run": "USD/month",
        "energy": "kWh/month",
        "co2e": "kg/month",
        "people": "person-month",
    }


def test_without_json_people_get_a_table_with_the_date_of_the_prices() -> None:
    ran = calculate(EXAMPLE)
    assert ran.code == 0
    assert (
        "Understood: goal scratch, data 500 GB, material text, script latin, time 3 weeks"
        in ran.out
    )
    assert "Machines, final run" in ran.out
    assert "8,800" in ran.out
    assert "25,000" in ran.out
    assert "Prices of 2026-05." in ran.out
    assert ran.err == "Note: No country was named: the average of the world is used.\n"


@pytest.mark.parametrize(
    ("typed", "input"),
    [
        ("", ""),
        ("[1]", ""),
        ('{"goal": "scratch", "data": NaN}', "data"),
        ('{"goal": "scratch", "time": 1e9999}', "time"),
        ('{"goal": "scratch", "tokens": -Infinity}', "tokens"),
        ('{"goal": "scratch", "parameters": ' + "9" * 10_000 + "}", "parameters"),
        ('{"goal": "scratch", "country": "\\ud800"}', ""),
        ('{"\\ud800": 1}', ""),
        ("null", ""),
        ("[" * 10_000, ""),
        ('{"goal": "scratch", "x": "' + "y" * 100_000 + '"}', ""),
        ("{}", "goal"),
        ('{"goal": "scratch", "data": "a lot"}', "data"),
        ('{"goal": "own-machines", "time": "2 weeks"}', "machines"),
    ],
)
def test_input_that_is_missing_or_not_understood_ends_with_2_and_says_which(
    typed: str, input: str
) -> None:
    ran = calculate(typed, "--json")
    assert ran.code == 2
    error = ran.json()["error"]
    assert error["input"] == input
    assert error["message"]


def test_people_are_told_what_is_wrong_on_standard_error() -> None:
    ran = calculate({"goal": "scratch", "data": "500"})
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith('data has no unit; give for example "500 GB"')


def test_backtest_gives_each_test_and_each_run() -> None:
    ran = tutorbot("backtest", str(RUNS), "--json")
    assert (ran.code, ran.err) == (0, "")
    found = ran.json()
    assert found["warnings"] == []
    hours = found["tests"]["hours"]
    assert hours["n"] == 47
    assert hours["median_abs_ln"] == pytest.approx(0.26, abs=0.01)
    assert hours["mean_abs_ln"] == pytest.approx(0.34, abs=0.01)
    assert hours["inside"] == pytest.approx(0.85, abs=0.01)
    assert len(found["runs"]) == sum(test["n"] for test in found["tests"].values())
    for row in found["runs"]:
        predicted = row["predicted"]
        assert row["inside"] == (predicted["low"] <= row["actual"] <= predicted["high"])


def test_a_run_alone_is_enough_and_tests_without_runs_are_null(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("\n".join(RUNS.read_text("utf-8").splitlines()[:2]), "utf-8")
    tests = tutorbot("backtest", str(path), "--json").json()["tests"]
    assert tests["hours"]["n"] == 1
    assert tests["fine_tune_hours"] == {
        "n": 0,
        "median_abs_ln": None,
        "mean_abs_ln": None,
        "inside": None,
        "median_width": None,
    }


def test_people_get_a_table_of_tests_and_of_runs() -> None:
    ran = tutorbot("backtest", str(RUNS), "--table")
    assert (ran.code, ran.err) == (0, "")
    (hours,) = (line.split() for line in ran.out.splitlines() if line.startswith("hours  "))
    assert hours == ["hours", "47", "x1.30", "0.26", "0.34", "85%", "x2.7"]
    assert all(run.id in ran.out for run in CALCULATOR.runs if run.tests)
    assert "outside" in ran.out


def test_families_can_be_left_out_one_at_a_time() -> None:
    found = tutorbot("backtest", str(RUNS), "--json", "--leave-family-out").json()["tests"]
    assert 0.65 <= found["hours"]["inside"] <= 0.80


def test_a_wrong_file_ends_with_2_and_one_line_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    text = RUNS.read_text("utf-8").replace("3552000", "many").replace("gopher-280b,", ",")
    path.write_text(text, "utf-8")
    ran = tutorbot("backtest", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        f"{path}:2: accel_hours must be a number such as 0.29 or 1300, not 'many'",
        f"{path}:6: id is empty: write it",
    ]
    error = tutorbot("backtest", str(path), "--json").json()["error"]
    assert error == {"input": "FILE.csv", "message": ran.err.strip()}


def test_a_file_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    ran = tutorbot("backtest", str(tmp_path / "none.csv"))
    assert ran.code == 2
    assert "there is no such file" in ran.err
    assert tutorbot("backtest", str(tmp_path)).code == 2


@pytest.mark.parametrize("nonsense", ["a,b,c\n", '"', "x" * 1000])
def test_10_mb_of_nonsense_end_quickly(tmp_path: Path, nonsense: str) -> None:
    path = tmp_path / "nonsense.csv"
    head = RUNS.read_text("utf-8").splitlines()[0]
    path.write_text(head + "\n" + nonsense * (10_000_000 // len(nonsense)), "utf-8")
    start = monotonic()
    ran = tutorbot("backtest", str(path))
    assert ran.code == 2
    assert monotonic() - start < 20  # most of it is the start of the program
    assert 0 < len(ran.err.splitlines()) <= 100


def test_an_unknown_calculator_is_refused() -> None:
    ran = tutorbot("calculate", "training-cots")
    assert ran.code == 2
    assert "training-cost" in ran.err
