"""Reads published training runs from a table."""

from __future__ import annotations

from pathlib import Path
from typing import cast, get_args

import msgspec

from bot.content.placed import Placed
from bot.content.table import MOST, Row, TableFile, read_table
from bot.content.values import (
    WrongValue,
    number_or_none,
    one_of,
    text,
    year_or_none,
)
from dialogues.calculators.training_cost.runs import Arch, Kind, PublishedRun

LETTERS = "hecmx"
"""The tests that a run may name."""

COLUMNS = PublishedRun.__struct_fields__

NEEDED = ("id", "kind", "arch", "hardware", "tests")
"""Without these, no run can be compared in anything; any other column may be left out."""


class RunsFile(msgspec.Struct, frozen=True):
    """What was read: the runs, with their lines, or what is wrong; `absent` columns are empty."""

    file: TableFile
    absent: tuple[str, ...] = ()
    runs: tuple[PublishedRun, ...] = ()
    lines: tuple[int, ...] = ()
    problems: tuple[Placed, ...] = ()


def read_runs(path: Path) -> RunsFile:
    """Read the file. Nothing is raised: with anything in `problems` there is no run."""
    file = read_table(path, NEEDED)
    absent = tuple(c for c in COLUMNS if file.rows and c not in file.rows[0].fields)
    runs, problems = [], list(file.problems)
    lines: dict[str, int] = {}
    for row in file.rows:
        try:
            run = _run(Row(row.line, dict.fromkeys(absent, "") | row.fields))
        except WrongValue as error:
            problems.append(file.problem(row.line, str(error)))
            continue
        if lines.setdefault(run.id, row.line) != row.line:
            first = f"the id {run.id!r} is also that of line {lines[run.id]}: give each its own"
            problems.append(file.problem(row.line, first))
        runs.append(run)
    if problems:
        return RunsFile(file, problems=tuple(problems[:MOST]))
    return RunsFile(file, absent, tuple(runs), tuple(lines.values()))


def _run(row: Row) -> PublishedRun:
    """Return the run of a row; raise WrongValue."""
    id = text(row, "id")
    return PublishedRun(
        id=id,
        family=row.fields["family"] or id,
        model=row.fields["model"] or id,
        organisation=row.fields["organisation"],
        year=year_or_none(row, "year"),
        kind=cast("Kind", one_of(row, "kind", get_args(Kind))),
        arch=cast("Arch", one_of(row, "arch", get_args(Arch))),
        params_B=number_or_none(row, "params_B"),
        active_params_B=number_or_none(row, "active_params_B"),
        tokens_B_seen=number_or_none(row, "tokens_B_seen"),
        hardware=row.fields["hardware"],
        accel_hours=number_or_none(row, "accel_hours"),
        energy_kWh=number_or_none(row, "energy_kWh"),
        energy_basis=row.fields["energy_basis"],
        country=row.fields["country"],
        tCO2e_operational=number_or_none(row, "tCO2e_operational"),
        cost_usd=number_or_none(row, "cost_usd"),
        price_era=year_or_none(row, "price_era"),
        tests=_tests(row),
        source=row.fields["source"],
        note=row.fields["note"],
    )


def _tests(row: Row) -> str:
    tests = row.fields["tests"]
    if wrong := set(tests) - set(LETTERS):
        letters = ", ".join(LETTERS)
        raise WrongValue(f"tests names {sorted(wrong)[0]!r}; it may hold the letters {letters}")
    return tests
