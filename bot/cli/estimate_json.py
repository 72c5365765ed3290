"""An estimate as JSON, for programs."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dialogues.calculators.ranges import Range, exact
from dialogues.calculators.training_cost.estimate import Estimate

RESULTS: Mapping[str, str] = {
    "accelerator_hours": "h",
    "machines": "1",
    "cost_run": "USD",
    "cost_project": "USD",
    "energy": "kWh",
    "co2e": "kg",
    "storage": "GB",
    "people": "person-month",
}
"""The main results with their units."""

MORE: Mapping[str, str] = {
    "tokens": "1",
    "parameters": "1",
    "flop": "1",
    "storage_cost": "USD",
    "people_cost": "USD",
    "cost_managed": "USD",
    "homes": "1",
    "car_km": "km",
    "least_time": "h",
    "hours_needed": "h",
}
"""What else comes of it, apart, so that the results stay the same eight."""

MONTHLY = frozenset({"cost_run", "energy", "co2e", "tokens", "homes", "car_km"})
"""What a ready-made model takes anew each month."""


def unit_of(estimate: Estimate, name: str) -> str:
    """Return the unit of a result: USD, or USD/month."""
    monthly = estimate.inputs.goal == "ready-made" and name in MONTHLY
    return (RESULTS.get(name) or MORE[name]) + ("/month" if monthly else "")


def as_json(estimate: Estimate) -> bytes:
    """Return the estimate as one JSON object, as docs/calculator.md describes it."""
    return msgspec.json.encode(
        {
            "inputs": msgspec.structs.asdict(estimate.inputs),
            "results": {name: _range(estimate, name) for name in RESULTS},
            "more": {name: _range(estimate, name) for name in MORE},
            "prices": estimate.results.prices,
            "assumptions": estimate.assumptions,
            "warnings": [caution.words for caution in estimate.warnings],
        }
    )


def _range(estimate: Estimate, name: str) -> dict[str, object] | None:
    value: Range | float | None = getattr(estimate.results, name)
    if value is None:
        return None
    range = value if isinstance(value, Range) else exact(value)
    return {**msgspec.structs.asdict(range), "unit": unit_of(estimate, name)}
