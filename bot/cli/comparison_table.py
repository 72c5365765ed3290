"""Predictions beside what was published, as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.estimate_table import rounded
from dialogues.calculators.training_cost.backtest import TESTS, Comparison, Score, scores


def print_comparisons(comparisons: Sequence[Comparison]) -> None:
    """Print the runs of each test, and then how the tests went."""
    console = Console(highlight=False)
    for name in TESTS:
        if rows := [one for one in comparisons if one.test == name]:
            click.echo(f"{name}, in {rows[0].unit}")
            console.print(_runs(rows))
            click.echo()
    console.print(_tests(scores(comparisons).items()))
    click.echo("\nOff by: the median factor between middle value and truth; ln is its logarithm.")
    click.echo("Inside: the share of runs whose truth is in the range. Width: high over low end.")


def _runs(comparisons: Iterable[Comparison]) -> Table:
    table = _table("run", ("predicted", "low", "high", "published"))
    table.add_column("")
    for one in comparisons:
        ends = (one.predicted.central, one.predicted.low, one.predicted.high, one.actual)
        table.add_row(Text(one.id), *map(rounded, ends), "" if one.inside else "outside")
    return table


def _tests(found: Iterable[tuple[str, Score]]) -> Table:
    table = _table("test", ("n", "off by", "median ln", "mean ln", "inside", "width"))
    for name, score in found:
        table.add_row(name, str(score.n), *_figures(score))
    return table


def _figures(score: Score) -> tuple[str, ...]:
    if score.median_abs_ln is None or score.mean_abs_ln is None or score.inside is None:
        return ()
    return (
        f"x{exp(score.median_abs_ln):.2f}",
        f"{score.median_abs_ln:.2f}",
        f"{score.mean_abs_ln:.2f}",
        f"{score.inside:.0%}",
        f"x{score.median_width:.1f}",
    )


def _table(first: str, numbers: Sequence[str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(first, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table
