"""Reads the numbers of a calculator from a table."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from bot.content.placed import Placed
from bot.content.table import Row, TableFile, read_table
from bot.content.values import WrongValue, number, text, year_or_none
from dialogues.calculators.constants import Constant, Constants, table
from dialogues.calculators.training_cost.rows import missing_rows, row_problem

COLUMNS = ("name", "unit", "low", "central", "high", "year", "source", "checked")
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


class ConstantsFile(msgspec.Struct, frozen=True):
    """What was read: the table, or what is wrong."""

    file: TableFile
    constants: Constants | None = None
    problems: tuple[Placed, ...] = ()


def read_constants(path: Path) -> ConstantsFile:
    """Read the file. Nothing is raised: with anything in `problems` there is no table."""
    file = read_table(path, COLUMNS)
    rows: dict[str, Constant] = {}
    problems = list(file.problems)
    for line in file.rows:
        try:
            row = _constant(line)
        except WrongValue as error:
            problems.append(file.problem(line.line, str(error)))
            continue
        if row.name in rows:
            wrong = f"{row.name} stands here a second time: keep one of the two"
            problems.append(file.problem(line.line, wrong))
        rows[row.name] = row
    if not problems:
        problems += (file.problem(1, wrong) for wrong in missing_rows(table(rows.values())))
    return ConstantsFile(file, None if problems else table(rows.values()), tuple(problems))


def _constant(row: Row) -> Constant:
    """Return the constant of a row; raise WrongValue."""
    constant = Constant(
        name=text(row, "name"),
        unit=text(row, "unit"),
        low=number(row, "low"),
        central=number(row, "central"),
        high=number(row, "high"),
        year=year_or_none(row, "year"),
        source=text(row, "source"),
        checked=_month(row),
    )
    if not constant.low <= constant.central <= constant.high:
        raise WrongValue("low, central and high must stand in this order: exchange them")
    if wrong := row_problem(constant):
        raise WrongValue(wrong)
    return constant


def _month(row: Row) -> str:
    checked = row.fields["checked"]
    if checked and not MONTH.fullmatch(checked):
        raise WrongValue(f"checked must be a month such as 2026-05, not {checked[:40]!r}")
    return checked
