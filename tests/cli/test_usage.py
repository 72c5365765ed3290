"""Wrong usage and help: plain words, a remedy, the right exit code."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from bot.cli import COMMANDS
from bot.cli import tutorbot as group
from tests.cli.tutorbot import LESSONS, tutorbot


def every_command() -> list[tuple[str, click.Command]]:
    """Return all commands and their subcommands with the words that call them."""
    context = click.Context(group)
    found: list[tuple[str, click.Command]] = []
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command
        found.append((name, command))
        if isinstance(command, click.Group):
            found += [(f"{name} {sub}", each) for sub, each in command.commands.items()]
    return found


def test_every_command_has_help_and_every_one_at_the_top_an_example() -> None:
    for words, command in every_command():
        assert command.help, words
        if words in COMMANDS:
            assert f"      tutorbot {words}" in f"    {command.help}", words


def test_every_command_that_does_something_takes_database_and_content() -> None:
    for words, command in every_command():
        if not isinstance(command, click.Group):
            options = {option for param in command.params for option in param.opts}
            assert {"--database", "--content"} <= options, words


def test_help_is_printed_and_names_every_command() -> None:
    ran = tutorbot("--help")
    assert ran.code == 0
    assert all(f"\n  {name} " in ran.out for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chta",), "Did you mean 'chat'?"),
        (("outbox", "lits"), "Did you mean 'list'?"),
        (("chat", "--jsnl"), "--jsonl"),
        (("chat", "--as", "\t"), "a learner's name has 1 to 64 characters"),
        (("chat", "--lesson", "TINI", "--content", str(LESSONS)), "Did you mean TINY?"),
        (("chat", "--database", "postgresql://me:s3cret@host/x"), "PostgreSQL"),
        (("chat", "--database", "sqlite:////dev/null/x.db"), "/dev/null"),
        (("quarantine", "list", "--database", "sqlite:////nowhere/x.db"), "no database here"),
    ],
)
def test_wrong_usage_is_told_with_a_remedy_and_ends_with_2(
    arguments: tuple[str, ...], words: str
) -> None:
    ran = tutorbot(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "s3cret" not in ran.err


def test_wrong_settings_are_all_told_at_once(tmp_path: Path) -> None:
    env = {"TUTORBOT_LOG_LEVEL": "s3cret", "TUTORBOT_CONTNET": "s3cret"}
    ran = tutorbot("chat", env=env)
    assert (ran.code, ran.out) == (2, "")
    assert [line.split()[0] for line in ran.err.splitlines()] == [
        "TUTORBOT_CONTNET",
        "TUTORBOT_LOG_LEVEL:",
    ]
    assert "s3cret" not in ran.err


@pytest.mark.parametrize("arguments", [("outbox", "list", "--json"), ("outbox", "lits", "--json")])
def test_with_json_an_error_is_an_object_on_standard_output(arguments: tuple[str, ...]) -> None:
    ran = tutorbot(*arguments, env={"TUTORBOT_DATABASE_URL": "sqlite:////nowhere/x.db"})
    assert (ran.code, ran.err) == (2, "")
    assert ran.json()["error"]["message"]


def test_a_missing_content_folder_ends_with_1(tmp_path: Path) -> None:
    ran = tutorbot("chat", "--content", f"{tmp_path}/none", "--database", f"sqlite:///{tmp_path}/a")
    assert (ran.code, ran.out) == (1, "")
    assert f"{tmp_path}/none:1:1: error " in ran.err


def test_every_problem_of_broken_content_is_listed(tmp_path: Path) -> None:
    for name in ("one", "two"):
        folder = tmp_path / "content" / name
        folder.mkdir(parents=True)
        (folder / "lesson.yaml").write_text(f"id: {name}\ntitel: x\n")
    database = f"sqlite:///{tmp_path}/a.db"
    ran = tutorbot("chat", "--content", f"{tmp_path}/content", "--database", database)
    assert (ran.code, ran.out) == (1, "")
    assert "one/lesson.yaml:2:1" in ran.err
    assert "two/lesson.yaml:2:1" in ran.err
    assert not (tmp_path / "a.db").exists()


def test_a_start_loads_only_what_it_uses(tmp_path: Path) -> None:
    ran = tutorbot(
        "chat",
        *("--content", str(LESSONS), "--database", f"sqlite:///{tmp_path}/a.db"),
        env={"PYTHONPROFILEIMPORTTIME": "1"},
    )
    loaded = {line.rpartition("|")[2].strip() for line in ran.err.splitlines()}
    assert "sqlalchemy" in loaded
    assert not loaded & {"telegram", "slack_bolt", "alembic", "resvg_py", "rich"}
