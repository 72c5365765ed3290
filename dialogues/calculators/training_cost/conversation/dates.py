"""Dates as they are said."""

from __future__ import annotations

from datetime import datetime

from dialogues.calculators.training_cost.conversation.case import Case
from dialogues.calculators.training_cost.estimate import Estimate


def priced(case: Case, estimate: Estimate) -> str:
    """Return when the prices were looked up, in words: May 2026."""
    return month(case, estimate.results.prices)


def month(case: Case, date: str) -> str:
    """Return 2026-05 as May 2026; a year alone stays a year."""
    year, _, number = date.partition("-")
    return f"{case.words.months[int(number) - 1]} {year}" if number else year


def day(case: Case, at: datetime) -> str:
    """Return the day as March 2, 2026."""
    return f"{case.words.months[at.month - 1]} {at.day}, {at.year}"
