"""Reading the tables: what is wrong is told line by line, and nothing wrong is computed with."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content import ContentError, load_course
from bot.content.calculator import read_calculators
from bot.content.constants import read_constants
from bot.content.inspection import inspect
from bot.content.placed import Placed
from bot.content.runs import read_runs
from dialogues.calculators.training_cost.countries import country_names
from dialogues.calculators.training_cost.rows import NEEDED
from tests.calculators.shipped import CONSTANTS, FOLDER
from tests.cli.tutorbot import LESSONS

CONSTANTS_TEXT = (FOLDER / "constants.csv").read_text("utf-8")
RUNS_TEXT = (FOLDER / "runs.csv").read_text("utf-8")

Problems = tuple[Placed, ...]
Read = Callable[[str | bytes], Problems]


@pytest.fixture
def constants(tmp_path: Path) -> Read:
    return _reader(tmp_path / "constants.csv", lambda path: read_constants(path).problems)


@pytest.fixture
def runs(tmp_path: Path) -> Read:
    return _reader(tmp_path / "runs.csv", lambda path: read_runs(path).problems)


def _reader(path: Path, read: Callable[[Path], Problems]) -> Read:
    def reader(text: str | bytes) -> Problems:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(path)

    return reader


def only(problems: Problems) -> tuple[int, str]:
    (problem,) = problems
    return problem.line, problem.message


def test_the_tables_that_ship_are_sound() -> None:
    assert read_constants(FOLDER / "constants.csv").problems == ()
    read = read_runs(FOLDER / "runs.csv")
    assert read.problems == ()
    assert len(read.runs) == 62


def test_every_number_has_a_unit_a_source_and_an_order() -> None:
    for row in CONSTANTS.rows.values():
        assert row.unit
        assert row.source
        assert 0 < row.low <= row.central <= row.high


def test_every_price_an_hour_has_the_date_it_is_of() -> None:
    prices = list(CONSTANTS.starting("price."))
    assert len(prices) >= 12
    assert all(row.date for row in prices)
    assert CONSTANTS["price.H100.2026"].date == "2026-05"


def test_the_table_knows_56_countries_by_name() -> None:
    names = country_names(CONSTANTS)
    assert len(names) == 56
    assert names["GBR"] == "United Kingdom"


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("pue,ratio,1.09,1.2,", "pue,ratio,1.09,x,", 65, "central must be a number such as"),
        ("pue,ratio,1.09,1.2,", "pue,ratio,0,1.2,", 65, "low must be a number above 0"),
        ("pue,ratio,1.09,1.2,", "pue,ratio,nan,1.2,", 65, "low must be a number above 0"),
        ("pue,ratio,1.09,1.2,", "pue,ratio,1.3,1.2,", 65, "must stand in this order"),
        ("pue,ratio,", "grid_spread,ratio,", 66, "grid_spread stands here a second time"),
        ("pue,ratio,", "pew,ratio,", 1, "the row pue is missing"),
        ("pue,ratio,", "pue,,", 65, "unit is empty"),
        ("2.0,2.9,5.0,2026,", "2.0,2.9,5.0,26,", 80, "year must be a year"),
        (",2026-05\nprice.H200", ",May\nprice.H200", 80, "checked must be a month"),
        ("price.V100.2026", "price.V100.now", 82, "must end in the years"),
        ('"France: ', '"France ', 115, "name of the country and a colon"),
    ],
)
def test_a_wrong_constant_is_told_with_its_line(
    constants: Read, old: str, new: str, line: int, words: str
) -> None:
    assert old in CONSTANTS_TEXT
    told, message = only(constants(CONSTANTS_TEXT.replace(old, new, 1)))
    assert words in message
    expected = 1 if line == 1 else CONSTANTS_TEXT[: CONSTANTS_TEXT.index(old)].count("\n") + 1
    assert told in (expected, expected + 1)


@pytest.mark.parametrize("name", NEEDED)
def test_no_row_that_the_model_needs_can_go_missing(constants: Read, name: str) -> None:
    kept = [x for x in CONSTANTS_TEXT.splitlines() if not x.startswith(f"{name},")]
    assert only(constants("\n".join(kept))) == (
        1,
        f"the row {name} is missing: the calculator needs it",
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("3552000", "many", "accel_hours must be a number such as 0.29 or 1300, not 'many'"),
        ("3552000", "-1", "accel_hours must be a number above 0, not '-1'"),
        ("3552000", "1e999", "accel_hours must be a number above 0, not '1e999'"),
        (",2020,pretrain,dense,", ",20,pretrain,dense,", "year must be a year such as 2026"),
        (",2020,pretrain,", ",2020,guess,", "kind must be one of pretrain, finetune, not 'guess'"),
        (",pretrain,dense,", ",pretrain,thin,", "arch must be one of dense, moe, encdec"),
        (",2020,hecm,", ",2020,hecz,", "tests names 'z'; it may hold the letters h, e, c, m, x"),
        ("gpt3-175b,", ",", "id is empty: write it"),
        (",gpt3,GPT-3 175B", ",GPT-3 175B", "30 fields stand here, but the first line names 31"),
    ],
)
def test_a_wrong_run_is_told_with_its_line(runs: Read, old: str, new: str, words: str) -> None:
    assert old in RUNS_TEXT
    line, message = only(runs(RUNS_TEXT.replace(old, new, 1)))
    assert line == 2
    assert words in message


def test_a_column_that_no_test_needs_may_be_missing(tmp_path: Path) -> None:
    kept = ("id", "kind", "arch", "params_B", "active_params_B", "tokens_B_seen", "hardware")
    rows = list(csv.DictReader(io.StringIO(RUNS_TEXT)))
    with (tmp_path / "runs.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, (*kept, "accel_hours", "tests"), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    read = read_runs(tmp_path / "runs.csv")
    assert (read.problems, len(read.runs)) == ((), len(rows))
    assert {"family", "year", "note"} <= set(read.absent)
    assert read.runs[0].family == read.runs[0].id


def test_two_runs_with_one_id_are_told(runs: Read) -> None:
    line, message = only(runs(RUNS_TEXT.replace("t5-11b,", "gpt3-175b,", 1)))
    assert (line, message) == (
        3,
        "the id 'gpt3-175b' is also that of line 2: give each its own",
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "the first line must name the columns; missing: id, kind"),
        ("a,b\n1,2\n", 1, "missing: id, kind"),
        (RUNS_TEXT.splitlines()[0], 1, "no row stands below"),
        (RUNS_TEXT.replace("kind,arch", "kind,model", 1), 1, "missing: arch"),
        (RUNS_TEXT[:9000], 40, "the row is cut"),
        (RUNS_TEXT + '"never closed', 64, "this is not CSV"),
        (RUNS_TEXT.splitlines()[0] + "\n" + "x" * 200_000, 2, "field larger than field limit"),
        (RUNS_TEXT.encode() + b"\xff\xfe\n", 64, "not UTF-8"),
        (b"\x00\x01\x02" * 1000, 1, "missing: id"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_line(
    runs: Read, text: str | bytes, line: int, words: str
) -> None:
    told, message = only(runs(text))
    assert words in message
    assert told == line
    assert "\n" not in message


def test_a_table_from_a_spreadsheet_is_read_alike(runs: Read) -> None:
    """With a byte order mark, other line ends, and columns in another order or added."""
    assert runs(("\ufeff" + RUNS_TEXT).replace("\n", "\r\n")) == ()
    assert (
        runs(
            "\n".join(
                f"{row},0" for row in RUNS_TEXT.replace("note", "note,x", 1).splitlines()
            ).replace("note,x,0", "note,x", 1)
        )
        == ()
    )


def test_a_hundred_problems_are_enough(runs: Read) -> None:
    head = RUNS_TEXT.splitlines()[0]
    assert len(runs(head + "\na,b" * 5000)) == 100


def test_a_folder_without_calculators_gets_those_that_ship() -> None:
    assert load_course(LESSONS).calculators.keys() == {"training-cost"}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A content folder with a calculator of its own."""
    for source in (*LESSONS.rglob("*"), *FOLDER.iterdir()):
        base = LESSONS if source.is_relative_to(LESSONS) else FOLDER.parents[1]
        if source.is_file():
            path = tmp_path / source.relative_to(base)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source.read_bytes())
    return tmp_path


def test_a_changed_number_makes_another_revision(own: Path) -> None:
    before = load_course(own).revision
    path = own / "calculators/training-cost/constants.csv"
    path.write_text(CONSTANTS_TEXT.replace("2.0,2.9,5.0", "2.0,3.1,5.0"), "utf-8")
    course = load_course(own)
    assert course.revision != before
    assert course.calculators["training-cost"].constants["price.H100.2026"].central == 3.1


def test_a_wrong_table_is_a_problem_of_the_content(own: Path) -> None:
    path = own / "calculators/training-cost/constants.csv"
    path.write_text(CONSTANTS_TEXT.replace("pue,ratio,1.09", "pue,ratio,9"), "utf-8")
    (problem,) = (p for p in inspect([own]).problems if p.severity == "error")
    assert problem.file.endswith("training-cost/constants.csv")
    with pytest.raises(ContentError):
        load_course(own)


def test_a_calculator_that_nothing_computes_is_told(own: Path) -> None:
    (own / "calculators/other").mkdir()
    (problem,) = read_calculators(own).problems
    assert "known: training-cost" in problem.message
