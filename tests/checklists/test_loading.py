"""A checklist is one file of YAML: found, named by revision, and refused with a place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import shipped
from bot.cli.check import check
from bot.content.inspection import inspect
from bot.content.load import load_course
from bot.content.placed import ContentError, Placed
from bot.content.schema import schema_of
from dialogues.checklists.answers import Answer, Answered, Run
from dialogues.checklists.card import card
from dialogues.checklists.context import Context
from dialogues.checklists.model import Checklist
from dialogues.checklists.summary import summarized
from dialogues.course import Course
from tests.checklists.desk import TEXT, Desk, new_checklist_desk
from tests.checklists.runs import DANA, NOON, TODAY
from tests.content_format.desk import HERE, new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_checklist_desk(tmp_path / "content")


def test_a_checklist_of_ones_own_works_without_python(desk: Desk) -> None:
    course = load_course(desk.content)
    assert list(course.checklist) == ["pets"]
    context = Context("A dog", "have", ("baby",))
    history = (Answered("walk", Answer.NO, NOON, course.checklist["pets"].revision),)
    run = Run("pets", context=context, history=history)
    said = card(summarized(course.checklist["pets"], run, DANA, TODAY), course.phrases)
    assert "Pet checklist, short version: A dog" in said
    assert "**Fix before use**" in said
    assert "1. **High, No:** Daily walk\nNext: Make a list of who walks it. Parents" in said
    assert "**Law:** Ask a doctor about allergies." in said


def test_the_example_of_the_author_guide_has_no_problem(desk: Desk) -> None:
    guide = (shipped.ROOT / "docs" / "authors.md").read_text()
    (example,) = re.findall(r"```yaml\n(# yaml[^\n]*checklist\.schema.*?)```", guide, re.S)
    desk.file.write_text(example)
    assert desk.problems() == ()
    assert list(load_course(desk.content).checklist) == ["NEWSLETTER"]


def test_a_second_checklist_stands_beside_the_first(desk: Desk) -> None:
    own = shipped.CONTENT / "checklists" / "ai-tool.yaml"
    (desk.file.parent / "a-tool.yml").write_text(own.read_text())
    assert [c.id for c in load_course(desk.content).checklists] == ["ai-tool", "pets"]


def test_a_content_folder_without_checklists_has_those_of_the_program(
    tmp_path: Path, course: Course
) -> None:
    bare = new_desk(tmp_path / "content").content
    assert load_course(bare).checklists == course.checklists
    assert inspect([bare]).files == 2, "the lesson and the phrases"


def test_an_empty_folder_of_checklists_means_none(tmp_path: Path) -> None:
    bare = new_desk(tmp_path / "content").content
    (bare / "checklists").mkdir()
    assert load_course(bare).checklists == ()


def test_a_change_of_a_checklist_changes_its_revision_and_that_of_the_course(desk: Desk) -> None:
    before = load_course(desk.content)
    desk.change("Food costs more than you think.", "Food is not free.")
    after = load_course(desk.content)
    assert before.revision != after.revision
    assert before.checklist["pets"].revision != after.checklist["pets"].revision
    assert before.lessons == after.lessons


def test_ids_of_checklists_and_lessons_are_not_shared(desk: Desk) -> None:
    line, column = desk.change("id: pets", f"id: {HERE}BREAD")
    with pytest.raises(ContentError) as caught:
        load_course(desk.content)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.column) == (str(desk.file), line, column)
    assert problem.message.endswith("lesson.yaml: give each checklist its own")


def test_a_step_of_a_lesson_names_a_checklist_that_is_there(desk: Desk) -> None:
    lesson = next(desk.content.glob("*/lesson.yaml"))
    text = lesson.read_text()
    at = text.rindex("      - id:")
    step = "      - id: K1\n        kind: checklist\n        checklist: "
    lesson.write_text(text[:at] + step + "pets\n\n" + text[at:])
    assert load_course(desk.content).lessons[0].step("K1")
    lesson.write_text(text[:at] + step + "petz\n\n" + text[at:])
    with pytest.raises(ContentError) as caught:
        load_course(desk.content)
    (problem,) = caught.value.problems
    assert problem.line == text[:at].count("\n") + 3
    assert problem.message == "no checklist 'petz', did you mean 'pets'?"


@pytest.mark.parametrize("where", ["content", "folder", "file"])
def test_a_content_folder_its_checklists_and_a_file_can_be_checked(desk: Desk, where: str) -> None:
    desk.change("severity: high", "severity: huge")
    path = {"content": desk.content, "folder": desk.file.parent, "file": desk.file}[where]
    result = CliRunner().invoke(check, [str(path)], catch_exceptions=False)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{desk.file}:")
    assert "error value 'severity' must be 'high', 'medium' or 'low'" in result.stdout


def test_files_are_named_from_the_working_folder(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.content)
    desk.change("severity: high", "severity: huge")
    result = CliRunner().invoke(check, ["checklists"], catch_exceptions=False)
    assert result.stdout.startswith("checklists/pets.yaml:")


def test_the_sample_has_no_problem(desk: Desk) -> None:
    assert desk.problems() == ()
    assert inspect([desk.content]).files == 3


def test_the_schema_can_be_printed() -> None:
    result = CliRunner().invoke(check, ["--schema", "checklist"])
    assert (result.exit_code, result.stdout) == (0, schema_of("checklist"))


def test_a_file_cut_anywhere_is_loaded_or_refused_with_a_place(desk: Desk) -> None:
    refused = 0
    for cut in range(0, len(TEXT), 97):
        desk.file.write_text(TEXT[:cut])
        problems = _refusal(desk)
        refused += bool(problems)
        assert {p.file for p in problems} <= {str(desk.file)}
        assert all(1 <= p.line <= TEXT.count("\n") + 1 for p in problems)
    assert refused > 15


def _refusal(desk: Desk) -> tuple[Placed, ...]:
    try:
        load_course(desk.content)
    except ContentError as error:
        return error.problems
    return ()


def test_a_checklist_cannot_change(checklist: Checklist) -> None:
    with pytest.raises(ValueError, match="frozen"):
        checklist.questions[0].line = "?"
