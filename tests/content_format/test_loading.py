"""A content folder becomes a course, whose revision names its every byte."""

from __future__ import annotations

import shutil

from bot import shipped
from bot.content.inspection import inspect
from bot.content.load import load_course
from tests.content_format.desk import Desk


def test_the_shipped_content_has_no_problem_at_all() -> None:
    assert [str(problem) for problem in inspect([shipped.CONTENT]).problems] == []


def test_a_lesson_knows_its_folder_and_its_revision(desk: Desk) -> None:
    (lesson,) = load_course(desk.content).lessons
    assert lesson.folder == "bread"
    assert len(lesson.revision) == 12
    assert int(lesson.revision, 16)
    assert lesson.images["oven", "1"].file == "bread/oven.svg"


def test_lessons_stand_in_the_order_of_their_folders(desk: Desk) -> None:
    for name in ("zwieback", "anise"):
        shutil.copytree(desk.lesson, desk.content / name)
        file = desk.content / name / "lesson.yaml"
        file.write_text(file.read_text().replace("id: BREAD", f"id: {name}"))
    assert [lesson.id for lesson in load_course(desk.content).lessons] == [
        "anise",
        "BREAD",
        "zwieback",
    ]


def test_a_revision_changes_with_the_lesson_its_pictures_and_the_phrases(desk: Desk) -> None:
    def revisions() -> tuple[str, str]:
        course = load_course(desk.content)
        return course.revision, course.lessons[0].revision

    first = revisions()
    assert revisions() == first
    desk.change("minutes: 3", "minutes: 4")
    second = revisions()
    (desk.lesson / "oven.svg").write_bytes((desk.lesson / "oven.svg").read_bytes() + b"\n")
    third = revisions()
    assert len({first, second, third}) == len({r[1] for r in (first, second, third)}) == 3
    phrases = (shipped.CONTENT / "phrases.yaml").read_bytes()
    (desk.content / "phrases.yaml").write_bytes(phrases + b"\n")
    assert revisions()[0] != third[0]
    assert revisions()[1] == third[1]


def test_a_content_folder_that_is_not_there_is_refused(desk: Desk) -> None:
    shutil.rmtree(desk.content)
    (problem,) = desk.refusal()
    assert (problem.file, problem.rule) == (str(desk.content), "file")
    assert problem.message == "nothing is there: correct the path"


def test_a_content_folder_without_lessons_is_refused(desk: Desk) -> None:
    desk.file.unlink()
    (problem,) = desk.refusal()
    assert problem.message.startswith("no lesson is here: a lesson is a folder with a file lesson")


def test_a_content_folder_that_is_a_file_is_refused(desk: Desk) -> None:
    shutil.rmtree(desk.content)
    desk.content.write_text("hello")
    assert [problem.rule for problem in desk.refusal()] == ["file"]


def test_a_lesson_that_is_no_file_is_refused(desk: Desk) -> None:
    desk.file.unlink()
    desk.file.mkdir()
    (problem,) = desk.refusal()
    assert (problem.rule, problem.message) == (
        "file",
        "it is not a regular file: put a file there",
    )


def test_a_lesson_whose_file_lies_elsewhere_is_refused(desk: Desk) -> None:
    desk.file.rename(desk.content / "elsewhere.yaml")
    desk.file.symlink_to("../elsewhere.yaml")
    (problem,) = desk.refusal()
    assert "a link leads out of the folder" in problem.message
