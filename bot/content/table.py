"""Reads a table: a CSV file with a line of names, as rows of texts with their lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from bot.content.disk import FileRefused, read_file
from bot.content.placed import Placed

LARGEST = 16 * 1024 * 1024
"""Bytes of a table: a thousand times the longest that ships."""

MOST = 100
"""So many problems of one file are named; more would only hide the first."""


class Row(msgspec.Struct, frozen=True):
    """One row: its fields by the names of the columns, and the line on which it begins."""

    line: int
    fields: dict[str, str]


class TableFile(msgspec.Struct, frozen=True):
    """What was read. With a problem in the file itself there are no rows."""

    name: str
    data: bytes = b""
    rows: tuple[Row, ...] = ()
    problems: tuple[Placed, ...] = ()

    def problem(self, line: int, message: str) -> Placed:
        """Return a problem in a line of this file."""
        return Placed(self.name, line, 1, "error", "table", message)


def read_table(path: Path, columns: Iterable[str]) -> TableFile:
    """Read the file, which must have these columns. Nothing is raised."""
    file = TableFile(str(path))
    try:
        data = read_file(path, LARGEST)
    except FileRefused as error:
        return msgspec.structs.replace(file, problems=(file.problem(1, str(error)),))
    return parsed(msgspec.structs.replace(file, data=data), tuple(columns))


def parsed(file: TableFile, columns: Sequence[str]) -> TableFile:
    """Return the file with the rows that its data holds, or with what is wrong."""
    rows: list[Row] = []
    problems: list[Placed] = []
    for found in _lines(file, columns):
        if isinstance(found, Row):
            rows.append(found)
            continue
        problems.append(found)
        if len(problems) == MOST:
            break
    if not rows and not problems:
        problems.append(file.problem(1, "no row stands below the names of the columns"))
    return msgspec.structs.replace(
        file, rows=() if problems else tuple(rows), problems=tuple(problems)
    )


def _lines(file: TableFile, columns: Sequence[str]) -> Iterator[Row | Placed]:
    """Give each row, or what is wrong with it; what is wrong with the whole file ends it."""
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        yield file.problem(line, "this is not UTF-8 text: save the table as CSV in UTF-8")
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        names = next(reader, [])
        if wrong := _wrong_names(names, columns):
            yield file.problem(1, wrong)
            return
        line = reader.line_num + 1
        for fields in reader:
            if fields:
                yield _row(file, line, names, fields)
            line = reader.line_num + 1
    except csv.Error as error:
        yield file.problem(line, f"this is not CSV: {error}")


def _row(file: TableFile, line: int, names: Sequence[str], fields: Sequence[str]) -> Row | Placed:
    if len(fields) != len(names):
        wrong = f"{len(fields)} fields stand here, but the first line names {len(names)} columns"
        return file.problem(line, f"{wrong}: the row is cut, or a text with commas lacks quotes")
    return Row(line, dict(zip(names, (field.strip() for field in fields), strict=True)))


def _wrong_names(names: Sequence[str], columns: Sequence[str]) -> str | None:
    missing = [column for column in columns if column not in names]
    if missing:
        return f"the first line must name the columns; missing: {', '.join(missing)}"
    twice = {name for name in names if names.count(name) > 1}
    return f"columns are named twice: {', '.join(sorted(twice))}" if twice else None
