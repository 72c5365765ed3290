"""The pictures of a lesson lie in its folder and can be drawn."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.content_format.desk import Desk

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'
GROUP = '<g id="here-1" display="none"/>'


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("/etc/passwd", "no path from the root"),
        ("C:\\oven.svg", "no path from the root"),
        ("C:oven.svg", "no path from the root"),
        ("..\\oven.svg", "no path from the root"),
        ("../oven.svg", "the path leaves the folder"),
        ("a/../../oven.svg", "the path leaves the folder"),
        ("'%2e%2e/oven.svg'", "there is no such file"),
        ("ofen.svg", "there is no such file"),
        ('"oven.svg\\0"', "NUL"),
        (".", "not a regular file"),
        ("a" * 300, "it cannot be read"),
    ],
)
def test_a_path_that_leads_to_no_picture_is_refused(desk: Desk, name: str, says: str) -> None:
    (desk.content / "oven.svg").write_text(SVG % GROUP)
    place = desk.change("file: oven.svg", f"file: @@{name}")
    (problem,) = desk.refusal()
    assert (problem.line, problem.column, problem.rule) == (*place, "picture")
    assert says in problem.message


def link_out(desk: Desk) -> None:
    (desk.content / "secret.svg").write_text(SVG % GROUP)
    (desk.lesson / "oven.svg").symlink_to("../secret.svg")


def link_in_a_circle(desk: Desk) -> None:
    (desk.lesson / "oven.svg").symlink_to("oven.svg")


def link_to_a_device(desk: Desk) -> None:
    (desk.lesson / "oven.svg").symlink_to("/dev/zero")


def pipe(desk: Desk) -> None:
    os.mkfifo(desk.lesson / "oven.svg")


def folder(desk: Desk) -> None:
    (desk.lesson / "oven.svg").mkdir()


def too_large(desk: Desk) -> None:
    with (desk.lesson / "oven.svg").open("wb") as file:
        file.truncate(10 * 1024 * 1024 + 1)


def put(data: bytes) -> Callable[[Desk], None]:
    def write(desk: Desk) -> None:
        (desk.lesson / "oven.svg").write_bytes(data)

    return write


UNFIT: dict[str, tuple[Callable[[Desk], None], str]] = {
    "a link out of the folder": (link_out, "a link leads out of the folder"),
    "a link to itself": (link_in_a_circle, "links"),
    "a link to a device": (link_to_a_device, "a link leads out of the folder"),
    "a pipe": (pipe, "not a regular file"),
    "a folder": (folder, "not a regular file"),
    "too large": (too_large, "over 10,240 KiB"),
    "a PNG": (put(b"\x89PNG\r\n\x1a\n\xff"), "not a picture that can be drawn"),
    "a web page": (put(b"<html></html>"), "root node is not <svg"),
    "cut in the middle": (put((SVG % GROUP)[:-9].encode()), "not well-formed"),
    "entities": (put(b"<!DOCTYPE svg>" + (SVG % GROUP).encode()), "it has a DOCTYPE"),
    "nothing": (put(b""), "not well-formed"),
}


@pytest.mark.parametrize(("make", "says"), UNFIT.values(), ids=UNFIT)
def test_a_file_that_is_no_picture_is_refused(
    desk: Desk, make: Callable[[Desk], None], says: str
) -> None:
    (desk.lesson / "oven.svg").unlink()
    make(desk)
    (problem,) = desk.refusal()
    assert (problem.line, problem.column, problem.rule) == (10, 11, "picture")
    assert says in problem.message


def test_a_link_inside_the_folder_is_followed(desk: Desk) -> None:
    (desk.lesson / "oven.svg").rename(desk.lesson / "stove.svg")
    (desk.lesson / "oven.svg").symlink_to("stove.svg")
    assert desk.refusal() == ()


def test_a_picture_in_a_folder_of_the_lesson_is_found(desk: Desk) -> None:
    (desk.lesson / "drawn").mkdir()
    (desk.lesson / "oven.svg").rename(desk.lesson / "drawn" / "oven.svg")
    desk.change("file: oven.svg", "file: drawn/oven.svg")
    assert desk.refusal() == ()


@pytest.mark.parametrize(
    ("group", "says"),
    [
        ("", 'no group with id="here-1" and display="none"'),
        (GROUP.replace(' display="none"', ""), 'no group with id="here-1" and display="none"'),
        (GROUP.replace("here-1", "here1"), "did you mean 'here1'?"),
    ],
)
def test_a_mark_without_a_hidden_group_is_refused(desk: Desk, group: str, says: str) -> None:
    (desk.lesson / "oven.svg").write_text(SVG % group)
    (problem,) = desk.refusal()
    assert (problem.line, problem.rule) == (15, "picture")
    assert says in problem.message
