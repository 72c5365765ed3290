"""What holds for all inputs."""

from __future__ import annotations

import math
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dialogues.calculators.constants import Constants, replaced
from dialogues.calculators.ranges import Range
from dialogues.calculators.training_cost.chips import chips
from dialogues.calculators.training_cost.countries import country_names
from dialogues.calculators.training_cost.estimate import Results, estimate
from dialogues.calculators.training_cost.inputs import Inputs, Material, Method, Script
from tests.calculators.shipped import CONSTANTS

LEAST, MOST = 1e6, 10e15
YEARS = 5 * 365.25 * 24

data = st.floats(LEAST, MOST)
times = st.floats(1, YEARS)
countries = st.none() | st.sampled_from(["XXX", *country_names(CONSTANTS)])


def training(goals: tuple[str, ...] = ("scratch", "fine-tune")) -> st.SearchStrategy[Inputs]:
    return st.builds(
        Inputs,
        goal=st.sampled_from(goals),
        data=data,
        material=st.sampled_from(get_args(Material)),
        script=st.sampled_from(get_args(Script)),
        time=times,
        country=countries,
        parameters=st.none() | st.floats(1e6, 1e13),
        chip=st.none() | st.sampled_from(chips(CONSTANTS)),
        passes=st.none() | st.integers(1, 100),
        method=st.sampled_from(get_args(Method)),
        price_year=st.none() | st.integers(2015, 2030),
    )


own = st.builds(
    Inputs,
    goal=st.just("own-machines"),
    machines=st.integers(1, 10**6),
    time=times,
    country=countries,
    data=st.none() | data,
    parameters=st.none() | st.floats(1e6, 1e13),
    method=st.none() | st.sampled_from(get_args(Method)),
)
ready = st.builds(
    Inputs, goal=st.just("ready-made"), uses_per_month=st.floats(1, 1e13), country=countries
)


def ranges(results: Results) -> dict[str, Range]:
    found = msgspec.structs.asdict(results)
    return {name: value for name, value in found.items() if isinstance(value, Range)}


def results(inputs: Inputs, constants: Constants = CONSTANTS) -> Results:
    return estimate(constants, inputs).results


def with_input(inputs: Inputs, **changed: Any) -> Inputs:
    return msgspec.structs.replace(inputs, **changed)


def at_least(one: Range, other: Range) -> bool:
    """Return whether no end of one is below that of the other, but for rounding."""
    ends = zip(msgspec.structs.astuple(one), msgspec.structs.astuple(other), strict=True)
    return all(a >= b * (1 - 1e-9) for a, b in ends)


@given(training() | own | ready)
def test_every_result_is_finite_above_zero_and_in_order(inputs: Inputs) -> None:
    found = ranges(results(inputs))
    assert {"cost_run", "energy", "co2e", "people"} <= found.keys()
    for name, range in found.items():
        assert 0 < range.low <= range.central <= range.high < math.inf, name


@pytest.mark.parametrize("amount", [LEAST, MOST])
@pytest.mark.parametrize("time", [1, YEARS])
@pytest.mark.parametrize("goal", ["scratch", "fine-tune"])
def test_the_ends_of_what_is_accepted_overflow_nothing(
    goal: str, time: float, amount: float
) -> None:
    inputs = Inputs(goal=goal, data=amount, time=time, material="text")  # type: ignore[arg-type]
    assert all(math.isfinite(range.high) for range in ranges(results(inputs)).values())


@given(training(), st.floats(1, 1000))
def test_more_data_never_makes_anything_less(inputs: Inputs, times: float) -> None:
    assert inputs.data is not None
    assume(inputs.data * times <= MOST)
    less = ranges(results(inputs))
    more = ranges(results(with_input(inputs, data=inputs.data * times)))
    for name in less.keys() - {"least_time"}:
        assert at_least(more[name], less[name]), name


@given(training(), st.floats(1e6, 1e12), st.floats(1, 1000))
def test_a_larger_model_never_takes_less(inputs: Inputs, size: float, times: float) -> None:
    less = ranges(results(with_input(inputs, parameters=size)))
    more = ranges(results(with_input(inputs, parameters=size * times)))
    for name in ("accelerator_hours", "machines", "cost_project", "energy", "co2e", "people"):
        assert at_least(more[name], less[name]), name


def raised(prefix: str, factor: float) -> Constants:
    """Return the table with all rows that begin with this raised."""
    rows = (
        msgspec.structs.replace(
            row, low=row.low * factor, central=row.central * factor, high=row.high * factor
        )
        for row in CONSTANTS.starting(prefix) or [CONSTANTS[prefix]]
    )
    return replaced(CONSTANTS, rows)


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("price.", ("cost_run", "cost_project")),
        ("pue", ("energy", "co2e", "homes", "car_km")),
        ("grid.", ("co2e", "car_km")),
    ],
)
@given(inputs=training() | own, factor=st.floats(1.0001, 10))
def test_price_pue_and_grid_raise_what_they_should(
    prefix: str, names: tuple[str, ...], inputs: Inputs, factor: float
) -> None:
    before, after = ranges(results(inputs)), ranges(results(inputs, raised(prefix, factor)))
    for name in names:
        assert at_least(after[name], before[name]), name
        assert after[name].central > before[name].central, name
    assert {n for n in before if before[n] != after[n]} <= {*names, "storage_cost"}


@given(training(), st.floats(2, YEARS))
def test_half_the_time_doubles_the_machines_and_leaves_the_bill(
    inputs: Inputs, time: float
) -> None:
    whole, half = (results(with_input(inputs, time=t)) for t in (time, time / 2))
    assert whole.cost_run == half.cost_run
    assert whole.cost_project == half.cost_project
    assert whole.machines is not None
    assert half.machines is not None
    # Machines come whole, and memory may need more of them than time does.
    assert whole.machines.central <= half.machines.central <= 2 * whole.machines.central
    fits = results(with_input(inputs, time=YEARS * 1e6)).machines
    assert fits is not None
    if whole.machines.central > fits.central:
        assert half.machines.central >= 2 * whole.machines.central - 1


@given(st.integers(1, 10**6), st.floats(1, YEARS))
def test_own_machines_are_exact(machines: int, time: float) -> None:
    found = results(Inputs(goal="own-machines", machines=machines, time=time))
    hours = machines * time
    assert found.accelerator_hours == Range(hours, hours, hours)


@given(countries)
def test_a_country_changes_only_what_power_causes(country: str | None) -> None:
    here, world = (
        ranges(results(Inputs(goal="scratch", data=1e12, country=c))) for c in (country, None)
    )
    assert {n for n in here if here[n] != world[n]} <= {"co2e", "car_km", "homes"}
