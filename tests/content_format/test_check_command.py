"""`tutorbot check` tells what is wrong, where, and how bad, to people and to programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import shipped
from bot.cli.check import check
from tests.content_format.desk import Desk


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(check, [str(a) for a in arguments], catch_exceptions=False)


def test_an_error_is_one_line_and_exit_code_1(desk: Desk) -> None:
    desk.change("minutes: 3", "minutes: three")
    result = run(desk.content)
    assert result.exit_code == 1
    assert result.stdout == (
        f"{desk.file}:6:10: error value 'minutes' must be a whole number, such as 20\n"
    )
    assert result.stderr == "1 error, 0 warnings in 2 files\n"


def test_a_warning_is_one_line_and_exit_code_0(desk: Desk) -> None:
    desk.change("text: What does the yeast make?", "text: What does the yeast not make?")
    result = run(desk.lesson)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{desk.file}:36:15: warning negative 'not' in a question")
    assert result.stderr == "0 errors, 1 warning in 1 file\n"


@pytest.mark.parametrize("what", ["content", "lesson", "file"])
def test_a_content_folder_a_lessons_folder_and_a_file_can_be_checked(desk: Desk, what: str) -> None:
    desk.change("again: c1", "again: c11")
    result = run(getattr(desk, what))
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{desk.file}:25:16: error no-step no step 'c11'")


def test_the_phrases_alone_can_be_checked(desk: Desk) -> None:
    phrases = desk.content / "phrases.yaml"
    phrases.write_text((shipped.CONTENT / "phrases.yaml").read_text().replace("{hint}", "{hnt}"))
    result = run(phrases)
    assert [line.partition(": error ")[0] for line in result.stdout.splitlines()] == [
        f"{phrases}:{line}" for line in _places(phrases, '"Hint:')
    ]


def _places(file: Path, text: str) -> list[str]:
    lines = enumerate(file.read_text().splitlines(), 1)
    return [f"{n}:{line.index(text) + 1}" for n, line in lines if text in line] * 2


def test_a_problem_that_two_paths_share_is_told_once(desk: Desk) -> None:
    desk.change("again: c1", "again: c11")
    assert len(run(desk.content, desk.content, desk.file).stdout.splitlines()) == 1


def test_a_program_gets_one_json_object(desk: Desk) -> None:
    desk.change("again: c1", "again: c11")
    result = run(desk.file, "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "problems": [
            {
                "file": str(desk.file),
                "line": 25,
                "column": 16,
                "severity": "error",
                "rule": "no-step",
                "message": "no step 'c11' of kind 'check', did you mean 'c1'?",
            }
        ],
        "errors": 1,
        "warnings": 0,
        "files": 1,
    }


def test_without_a_path_the_content_of_the_settings_is_checked(desk: Desk) -> None:
    desk.change("again: c1", "again: c11")
    result = run("--content", desk.content)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{desk.file}:25:16: error")


def test_a_path_where_nothing_is_is_a_problem(desk: Desk) -> None:
    result = run(desk.content / "nowhere")
    assert result.exit_code == 1
    assert result.stdout == (
        f"{desk.content / 'nowhere'}:1:1: error file nothing is there: correct the path\n"
    )


def test_an_unknown_format_is_wrong_usage(desk: Desk) -> None:
    assert run(desk.content, "--format", "xml").exit_code == 2


def test_files_inside_the_working_folder_are_named_from_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.change("again: c1", "again: c11")
    monkeypatch.chdir(desk.content.parent)
    assert run(desk.content).stdout.startswith("content/bread/lesson.yaml:25:16: ")
