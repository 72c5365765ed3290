"""The bot's own words are complete, filled in with what there is, and understood as one thing."""

from __future__ import annotations

from string import Formatter

import pytest
import yaml

from bot import shipped
from bot.content.load import load_course
from dialogues.commands import COMMANDS
from dialogues.phrases import FILLED
from tests.content_format.desk import HERE, Desk

TEXT = (shipped.CONTENT / "phrases.yaml").read_text()

WRONG: dict[str, tuple[str, str, str, str]] = {
    "a misspelled name": (
        '  hint: "Hint: {hint}"',
        '  hint: @@"Hint: {hint} {hnt}"',
        "placeholder",
        "{hnt} is not filled in here, did you mean 'hint'?; filled in: {hint}",
    ),
    "a name left out": (
        '  hint: "Hint: {hint}"',
        '  hint: @@"Hint."',
        "placeholder",
        "{hint} is missing",
    ),
    "a name where nothing is filled in": (
        "  empty: I got",
        "  empty: @@I {got}",
        "placeholder",
        "{got} is not filled in here; filled in: nothing",
    ),
    "a name in the help": (
        "help: |-\n",
        "help: @@|-\n  {name}\n",
        "placeholder",
        "{name} is not filled in here",
    ),
    "a way into the program": (
        '  hint: "Hint: {hint}"',
        '  hint: @@"{hint} {hint.__class__}"',
        "placeholder",
        "{hint.__class__} is not filled in here",
    ),
    "a form": (
        '  hint: "Hint: {hint}"',
        '  hint: @@"{hint} {hint:>99}"',
        "placeholder",
        "{hint:>99} is not filled in here",
    ),
    "a name without a name": (
        '  hint: "Hint: {hint}"',
        '  hint: @@"{hint} {}"',
        "placeholder",
        "{} is not filled in here",
    ),
    "a lone brace": (
        '  hint: "Hint: {hint}"',
        '  hint: @@"{hint} {"',
        "placeholder",
        "a brace without its partner",
    ),
    "an unknown command": (
        "  menu: [menu, parts, contents]",
        "  menu: [menu, parts, contents]\n  meny: @@[x]",
        "command",
        "no command 'meny', did you mean 'menu'?",
    ),
    "one word for two commands": (
        "  menu: [menu, parts, contents]",
        "  menu: [menu, parts, @@help]",
        "command",
        "'help' already means 'help'",
    ),
    "a word for going on": (
        "  menu: [menu, parts, contents]",
        "  menu: [menu, parts, @@next]",
        "command",
        "'next' already means 'go_on'",
    ),
    "a word in capitals": (
        "  menu: [menu, parts, contents]",
        "  menu: [menu, parts, @@Contents]",
        "command",
        "'Contents' would never be understood: write it as 'contents'",
    ),
    "a word without letters": (
        "  menu: [menu, parts, contents]",
        "  menu: [menu, parts, @@'?']",
        "command",
        "it has no letters",
    ),
    "a command that is gone": (
        "commands:\n  help: [help, commands]\n",
        "commands:\n@@",
        "command",
        "no word calls the command 'help'",
    ),
    "an unknown command in the list of a platform": (
        "  progress: What is done, and where you are",
        "  progres: @@What is done, and where you are",
        "command",
        "no command 'progres', did you mean 'progress'?",
    ),
    "more of a command than a platform shows": (
        "  progress: What is done, and where you are",
        f"  progress: @@{'x' * 257}",
        "too-long",
        "256",
    ),
    "a phrase that is missing": (
        "  empty: I got a message without words. Type your answer, or press a button.\n",
        "",
        "missing-field",
        "missing field 'empty'",
    ),
}


@pytest.mark.parametrize(("old", "new", "rule", "says"), WRONG.values(), ids=WRONG)
def test_a_wrong_phrase_is_refused_in_its_place(
    desk: Desk, old: str, new: str, rule: str, says: str
) -> None:
    assert TEXT.count(old) == 1, old
    before, here, after = TEXT.replace(old, new).partition(HERE)
    (desk.content / "phrases.yaml").write_text(before + after)
    (problem,) = desk.refusal()
    assert (problem.file, problem.rule) == (str(desk.content / "phrases.yaml"), rule)
    assert says in problem.message
    if here and says != "no word calls the command 'help'":
        place = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
        assert (problem.line, problem.column) == place


def test_a_content_folder_without_phrases_has_those_of_the_program(desk: Desk) -> None:
    assert load_course(desk.content).phrases == load_course(shipped.CONTENT).phrases


def test_a_content_folder_has_its_own_phrases(desk: Desk) -> None:
    (desk.content / "phrases.yaml").write_text(TEXT.replace("Not quite.", "Nearly."))
    assert load_course(desk.content).phrases.verdict.wrong == "Nearly."


def test_the_shipped_phrases_use_every_name_that_is_filled_in() -> None:
    phrases = yaml.safe_load(TEXT)
    for name, filled in FILLED.items():
        group, _, field = name.partition(".")
        used = {part[1] for part in Formatter().parse(phrases[group][field])}
        assert used - {None} == {n.removesuffix("?") for n in filled.split()}, name


def test_every_command_has_words(desk: Desk) -> None:
    assert set(load_course(desk.content).phrases.commands) == set(COMMANDS)
