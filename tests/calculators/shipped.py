"""The calculator that ships, and short ways to ask it."""

from __future__ import annotations

from typing import Any

from bot import shipped
from bot.content.calculator import calculator_of
from dialogues.calculators.training_cost.estimate import Estimate, estimate
from dialogues.calculators.training_cost.inputs import Inputs

FOLDER = shipped.CONTENT / "calculators" / "training-cost"
CALCULATOR = calculator_of(shipped.CONTENT, "training-cost")
CONSTANTS = CALCULATOR.constants

UK_FROM_SCRATCH = Inputs(goal="scratch", data=500e9, material="text", time=504, country="GBR")
UK_FINE_TUNE = Inputs(goal="fine-tune", data=2e9, material="documents", time=168, country="GBR")


def ask(**answers: Any) -> Estimate:
    """Return the estimate for these answers, by the table that ships."""
    return estimate(CONSTANTS, Inputs(**answers))
