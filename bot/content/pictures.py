"""Checks the pictures of a lesson: their files, and the marks in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from bot.content.disk import LARGEST_PICTURE, FileRefused, inside, read_file
from bot.svg import hidden, parsed
from dialogues.checks.nearest import did_you_mean
from dialogues.course import Lesson, PictureFile
from dialogues.problem import Problem


class PicturesRead(msgspec.Struct, frozen=True):
    """The bytes of a lesson's pictures, and what is wrong with them."""

    data: tuple[bytes, ...]
    problems: tuple[Problem, ...]


def read_pictures(folder: Path, lesson: Lesson) -> PicturesRead:
    """Read the pictures of the lesson in this folder."""
    data: list[bytes] = []
    problems: list[Problem] = []
    for index, picture in enumerate(lesson.pictures):
        at = ("pictures", index)
        try:
            data.append(read_file(inside(folder, picture.file), LARGEST_PICTURE))
            problems += _unmarked(picture, data[-1], at)
        except FileRefused as error:
            problems.append(Problem("picture", f"{picture.file}: {error}", (*at, "file")))
    return PicturesRead(tuple(data), tuple(problems))


def _unmarked(picture: PictureFile, svg: bytes, at: tuple[str | int, ...]) -> Iterator[Problem]:
    """Name each mark for which the picture has no hidden group."""
    try:
        groups = hidden(parsed(svg.decode()))
    except ValueError as error:  # also what is not UTF-8
        raise FileRefused(f"this is not a picture that can be drawn: {error}") from error
    for mark in picture.marks:
        if f"here-{mark}" not in groups:
            wrong = f'{picture.file} has no group with id="here-{mark}" and display="none"'
            yield Problem(
                "picture", wrong + did_you_mean(f"here-{mark}", groups), (*at, "marks", mark)
            )
