"""docs/calculator.md says what the commands print."""

from __future__ import annotations

import re
from pathlib import Path

from bot.cli.calculate import calculate
from dialogues.calculators.training_cost.backtest import TESTS
from dialogues.calculators.training_cost.inputs import Inputs
from dialogues.calculators.training_cost.runs import PublishedRun
from tests.calculators.shipped import FOLDER
from tests.cli.tutorbot import tutorbot

DOC = (Path(__file__).parents[2] / "docs" / "calculator.md").read_text("utf-8")


def test_the_evidence_is_what_the_back_test_prints() -> None:
    printed = tutorbot("backtest", str(FOLDER / "runs.csv")).out.splitlines()
    rows = [line for line in DOC.splitlines() if line.split(" ")[0] in {"test", *TESTS}]
    assert len(rows) == len(TESTS) + 1
    assert set(rows) <= {line.rstrip() for line in printed}


def test_the_figures_without_the_family_are_what_the_command_prints() -> None:
    ran = tutorbot("backtest", str(FOLDER / "runs.csv"), "--leave-family-out")
    (hours,) = (line.split() for line in ran.out.splitlines() if line.startswith("hours  "))
    off, inside = hours[2], hours[5].removesuffix("%")
    assert f"has {inside} % of the hours inside, off by {off}." in DOC


def test_every_input_and_column_is_described() -> None:
    named = set(re.findall(r"`(\w+)`", DOC))
    assert set(Inputs.__struct_fields__) <= named
    assert set(PublishedRun.__struct_fields__) <= named
    assert calculate.help
    assert all(name in calculate.help for name in Inputs.__struct_fields__)
