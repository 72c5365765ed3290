"""Whatever becomes of a lesson's file, it is loaded or refused with a place: never a traceback."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import shipped
from bot.content.load import load_course
from bot.content.placed import ContentError
from bot.content.tree import read_tree

LESSON = "LRN-BEG-005"
TEXT = (shipped.CONTENT / LESSON / "lesson.yaml").read_text()
LINES = TEXT.splitlines(keepends=True)
KEYS = sorted({place.line - 1 for place in read_tree(TEXT.encode()).keys.values()})
"""The lines in which a field begins."""
VALUES = ["[]", "{}", "no", "''", "", "[[[]]]", "{a: {b: [c]}}", "12:30", "- x", "*a", "&a b", "\t"]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content")
    shutil.copytree(shipped.CONTENT / LESSON, folder / LESSON)
    return folder


def outcome(content: Path, data: bytes) -> str:
    """Load the lesson with these bytes; return "loaded", or "refused" when each place is right."""
    file = content / LESSON / "lesson.yaml"
    file.write_bytes(data)
    try:
        load_course(content)
    except ContentError as error:
        problems = error.problems
    else:
        return "loaded"
    assert problems
    last = data.count(b"\n") + 2  # what is missing at the end is missed in the line after it
    misplaced = [p for p in problems if p.file != str(file) or not 1 <= p.line <= last]
    assert misplaced == []
    assert all(p.column >= 1 and p.message for p in problems)
    return "refused"


def test_a_file_cut_anywhere_is_loaded_or_refused(content: Path) -> None:
    data = TEXT.encode()
    cuts = range(0, len(data), 397)
    found = [outcome(content, data[:cut]) for cut in cuts]
    assert found[0] == "refused"
    assert found.count("refused") > 0.9 * len(found)


def test_a_file_without_one_of_its_lines_is_loaded_or_refused(content: Path) -> None:
    for index in KEYS[::7]:
        outcome(content, "".join(LINES[:index] + LINES[index + 1 :]).encode())


def test_a_file_with_a_line_twice_is_refused(content: Path) -> None:
    plain = [i for i in KEYS if not LINES[i].lstrip().startswith("-")]
    for index in plain[::9]:
        twice = "".join(
            [*LINES[: index + 1], LINES[index].rstrip("\n>-|") + "\n", *LINES[index + 1 :]]
        )
        assert outcome(content, twice.encode()) == "refused", LINES[index]


def test_a_file_with_another_value_is_loaded_or_refused(content: Path) -> None:
    chosen = random.Random(7)  # noqa: S311  # the same lines in every run
    for value in VALUES:
        for index in chosen.sample(KEYS, 12):
            key = LINES[index].partition(":")[0]
            changed = [*LINES[:index], f"{key}: {value}\n", *LINES[index + 1 :]]
            outcome(content, "".join(changed).encode())


def test_a_file_with_bytes_changed_is_loaded_or_refused(content: Path) -> None:
    for data in _garbled(TEXT.encode(), times=150):
        outcome(content, data)


def _garbled(data: bytes, times: int) -> Iterator[bytes]:
    chosen = random.Random(11)  # noqa: S311  # the same bytes in every run
    for _ in range(times):
        broken = bytearray(data)
        for _ in range(chosen.randrange(1, 4)):
            broken[chosen.randrange(len(data))] = chosen.choice(b"\x00\xff\t\n '\":-[]{}&*!|>%@#x")
        yield bytes(broken)
