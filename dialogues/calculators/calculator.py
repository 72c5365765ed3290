"""A calculator: the numbers that it works with, the runs it is checked against, its words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache, partial

from pydantic import ConfigDict

from dialogues.calculators.constants import Constants
from dialogues.calculators.training_cost.backtest import Score, compared, scores
from dialogues.calculators.training_cost.chips import chips
from dialogues.calculators.training_cost.conversation.words import Words
from dialogues.calculators.training_cost.countries import country_names
from dialogues.calculators.training_cost.estimate import Estimate, estimate
from dialogues.calculators.training_cost.inputs import Inputs
from dialogues.calculators.training_cost.runs import PublishedRun
from dialogues.model import Content


class Calculator(Content):
    """One calculator of the content, by the name of its folder."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    name: str
    words: Words
    constants: Constants
    runs: tuple[PublishedRun, ...]

    @cached_property
    def estimate(self) -> Callable[[Inputs], Estimate]:
        """Computes what comes of inputs. The last ones are remembered: each page asks anew."""
        return lru_cache(maxsize=1024)(partial(estimate, self.constants))

    @cached_property
    def countries(self) -> dict[str, str]:
        """The countries of the table: their names by code."""
        return country_names(self.constants)

    @cached_property
    def chips(self) -> tuple[str, ...]:
        """The names of all chips that it can compute with."""
        return chips(self.constants)

    @cached_property
    def hours(self) -> Score:
        """How the accelerator-hours go over all of its runs."""
        every = [one for run in self.runs for one in compared(self.constants, run)]
        return scores(every)["hours"]
