"""Editors know the format of a lesson: the schema is current, and the lessons fit it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import (  # type: ignore[import-untyped]  # ships no types
    Draft202012Validator,
    ValidationError,
)

from bot import shipped
from bot.cli.check import check
from bot.content.schema import lesson_schema
from tests.content_format.desk import SAMPLE

FILE = shipped.CONTENT / "lesson.schema.json"
SCHEMA: dict[str, Any] = json.loads(lesson_schema())
LESSONS = [*shipped.CONTENT.glob("*/lesson.yaml"), SAMPLE / "lesson.yaml"]


def read(file: Path) -> Any:
    return json.loads(json.dumps(yaml.load(file.read_text(), yaml.CSafeLoader), default=str))


def test_the_schema_that_ships_is_the_current_one() -> None:
    assert FILE.read_text() == lesson_schema(), (
        "run: tutorbot check --schema > content/lesson.schema.json"
    )
    assert CliRunner().invoke(check, ["--schema"]).stdout == lesson_schema()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_what_no_author_writes_is_not_in_it() -> None:
    assert "Heading" not in SCHEMA["$defs"]
    assert not {"revision", "folder"} & set(SCHEMA["properties"])
    assert (
        "heading"
        not in SCHEMA["$defs"]["Section"]["properties"]["steps"]["items"]["discriminator"][
            "mapping"
        ]
    )


@pytest.mark.parametrize("file", LESSONS, ids=lambda file: file.parent.name)
def test_a_lesson_fits_the_schema(file: Path) -> None:
    Draft202012Validator(SCHEMA).validate(read(file))


@pytest.mark.parametrize("wrong", [{"titel": "x"}, {"minutes": 0}, {"sections": []}])
def test_what_the_loader_refuses_does_not_fit_the_schema(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate({**read(SAMPLE / "lesson.yaml"), **wrong})


@pytest.mark.parametrize(
    "file", sorted(shipped.CONTENT.glob("*/lesson.yaml")), ids=lambda f: f.parent.name
)
def test_a_shipped_lesson_names_the_schema_in_its_first_line(file: Path) -> None:
    first = file.read_text().partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../lesson.schema.json"
