"""`tutorbot backtest`: the training-cost calculator against published runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.progress import track

from bot.cli.comparison_table import print_comparisons
from bot.cli.course import calculator_of
from bot.cli.failure import InputProblem
from bot.cli.options import with_settings
from bot.content.runs import RunsFile, read_runs
from bot.settings import Settings
from dialogues.calculators.constants import Constants
from dialogues.calculators.training_cost.backtest import Comparison, compared, flaws, scores
from dialogues.calculators.training_cost.families import without_family
from dialogues.calculators.training_cost.runs import PublishedRun


@click.command()
@click.argument("file", metavar="FILE.csv", type=click.Path(path_type=Path))
@click.option("--json/--table", "as_json", default=False, help="For programs, or for people.")
@click.option(
    "--leave-family-out",
    is_flag=True,
    help="Predict each family of models from the runs of all others.",
)
@with_settings
def backtest(settings: Settings, file: Path, *, as_json: bool, leave_family_out: bool) -> None:
    """Compare the training-cost calculator with published training runs.

    For each test: the number of runs, how far the middle value is off, and how often the truth
    is in the range. Then each run with prediction and truth. The columns of the file are
    described in docs/calculator.md.

    \b
    Examples:
      tutorbot backtest content/calculators/training-cost/runs.csv
      tutorbot backtest runs.csv --json
    """
    constants = calculator_of(settings, "training-cost").constants
    read = _read(file)
    runs, found = read.runs, list[Comparison]()
    notes = [f"the file has no column {', '.join(read.absent)}"] if read.absent else []
    for run, table in _with_tables(constants, runs, leave_family_out=leave_family_out):
        comparisons = list(compared(table, run))
        found += comparisons
        notes += flaws(table, run, comparisons)
    if as_json:
        click.echo(_json(found, notes))
        return
    print_comparisons(found)
    for note in notes:
        click.echo(f"Note: {note}", err=True)


def _read(file: Path) -> RunsFile:
    """Return what the file holds. Raises InputProblem with everything wrong, one a line."""
    read = read_runs(file)
    if read.problems:
        lines = (f"{problem.file}:{problem.line}: {problem.message}" for problem in read.problems)
        raise InputProblem("FILE.csv", "\n".join(lines))
    return read


def _with_tables(
    constants: Constants, runs: Sequence[PublishedRun], *, leave_family_out: bool
) -> Iterator[tuple[PublishedRun, Constants]]:
    """Give each run with the table that is to predict it."""
    tables: dict[str, Constants] = {}
    for run in _with_progress(runs):
        if not leave_family_out:
            yield run, constants
            continue
        if run.family not in tables:
            tables[run.family] = without_family(constants, runs, run.family)
        yield run, tables[run.family]


def _with_progress(runs: Sequence[PublishedRun]) -> Iterable[PublishedRun]:
    """Give the runs, with a bar on a terminal that goes away when all are done."""
    console = Console(stderr=True)
    return track(
        runs, "Comparing", console=console, transient=True, disable=not console.is_terminal
    )


def _json(found: Sequence[Comparison], notes: Sequence[str]) -> bytes:
    rows = [
        {
            "id": one.id,
            "test": one.test,
            "predicted": {**msgspec.structs.asdict(one.predicted), "unit": one.unit},
            "actual": one.actual,
            "inside": one.inside,
        }
        for one in found
    ]
    return msgspec.json.encode({"tests": scores(found), "runs": rows, "warnings": notes})
