"""What the documents say is true: commands, settings, kinds of step, examples."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import click
import pytest
from click.testing import CliRunner

from bot.cli import tutorbot
from bot.cli.check import check
from bot.content import load_course
from bot.settings import SETTINGS
from dialogues.course import AnyStep

ROOT = Path(__file__).resolve().parent.parent
DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCED = re.compile(r"```\w*\n(.*?)```", re.S)
COMMAND = re.compile(
    r"(?:^|`|run |&& )tutorbot ([a-z][a-z-]*(?: [a-z][a-z-]*)?)((?: --[a-z-]+)*)", re.M
)


def commands() -> list[Any]:
    found = [
        pytest.param(words, options, id=f"{path.name}-{words}")
        for path in DOCS
        for words, options in COMMAND.findall(path.read_text())
    ]
    assert len(found) > 10
    return found


@pytest.mark.parametrize(("words", "options"), commands())
def test_a_command_in_the_documents_exists(words: str, options: str) -> None:
    group: click.Context = click.Context(tutorbot)
    command: click.Command = tutorbot
    for word in words.split():
        if not isinstance(command, click.Group):
            break  # an argument
        found = command.get_command(group, word)
        assert found is not None, f"there is no command {words}"
        command = found
    known = {name for parameter in command.params for name in parameter.opts}
    assert set(options.split()) <= known | {"--help"}


def test_the_operator_guide_lists_every_setting() -> None:
    listed = set(
        re.findall(
            r"^\| `((?:TUTORBOT|TELEGRAM|SLACK)_\w+)`",
            (ROOT / "docs/operators.md").read_text(),
            re.M,
        )
    )
    assert listed == set(SETTINGS)


def test_the_author_guide_lists_every_kind_of_step() -> None:
    union = get_args(get_args(AnyStep)[0])
    kinds = {get_args(model.model_fields["kind"].annotation)[0] for model in union}
    table = (ROOT / "docs/authors.md").read_text()
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.M)) == kinds


def test_the_author_guide_names_the_fields_of_every_kind() -> None:
    table = (ROOT / "docs/authors.md").read_text()
    for model in get_args(get_args(AnyStep)[0]):
        kind = get_args(model.model_fields["kind"].annotation)[0]
        row = next(line for line in table.splitlines() if line.startswith(f"| `{kind}` |"))
        named = set(re.findall(r"`(\w+)`", row.split("|")[3]))
        assert named == set(model.model_fields) - {"id", "was", "kind"}, kind


def test_the_smallest_lesson_of_the_author_guide_can_be_taught(tmp_path: Path) -> None:
    folder = tmp_path / "lighthouse"
    folder.mkdir()
    example = next(
        block
        for block in FENCED.findall((ROOT / "docs/authors.md").read_text())
        if "id: LIGHTHOUSE" in block
    )
    (folder / "lesson.yaml").write_text(example)
    assert load_course(tmp_path).lesson["LIGHTHOUSE"].parts[0].title == "The light"
    result = CliRunner().invoke(check, [str(folder)])
    assert "error" not in result.stdout, result.stdout


def test_links_between_the_documents_lead_somewhere() -> None:
    for path in DOCS:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_files_that_the_architecture_names_are_there() -> None:
    for name in re.findall(
        r"`((?:bot|dialogues|adapters)/[\w/.]+)`", (ROOT / "docs/architecture.md").read_text()
    ):
        assert (ROOT / name).exists(), name
