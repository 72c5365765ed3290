"""Only plain YAML is read, every value as the author wrote it, and the rest is refused in place."""

from __future__ import annotations

import pytest

from bot.content.tree import DEEPEST, MOST, Place, YamlRefused, read_tree
from tests.content_format.desk import HERE, Desk

REFUSED: dict[str, tuple[str, str]] = {
    "an anchor": ("a: @@&x 1\nb: 2\n", "names a value"),
    "an alias": ("a: b\nc: @@*x\n", "repeats another value"),
    "an alias as a key": ("a: b\n@@*x : c\n", "repeats another value"),
    "an anchored list": ("a: @@&x\n  - b\n", "names a value"),
    "a Python object": ("a: @@!!python/object/apply:os.system [ls]\n", "what type"),
    "a tag on a text": ("a: @@!x y\n", "what type"),
    "the empty tag": ("a: @@! y\n", "what type"),
    "a tag on fields": ("a: @@!!map {b: c}\n", "what type"),
    "a key twice": ("a: 1\nb: 2\n@@a: 3\n", "stands here twice, first in line 1"),
    "a key twice inside": ("a:\n  - b: 1\n    @@b: 2\n", "first in line 2"),
    "a key in quotes": ("a: 1\n@@'a': 3\n", "stands here twice"),
    "a list as a key": ("? @@[a]\n: b\n", "the name of a field"),
    "no key": ("{@@'': b}\n", "the name of a field"),
    "a second document": ("a: b\n@@---\nc: d\n", "second document"),
    "an empty file": ("@@", "the file is empty"),
    "only a comment": ("@@# hello\n", "the file is empty"),
    "a list": ("@@- a\n- b\n", "must begin with a field"),
    "a text": ("@@hello\n", "must begin with a field"),
    "a colon in a text": ("a: b@@: c\n", "a colon with a space"),
    "a tab": ("@@\ta: b\n", "cannot begin a value"),
    "an open quote": ("a: @@'b\nc: d\n", "in quotes begins here"),
    "an open list": ("a: @@[b\nc: d\n", "square brackets"),
    "an open brace": ("a: @@{b: c\nd: e\n", "braces"),
    "a lost indentation": ("a:\n  - b\n @@- c\n", "indentation"),
    "an unknown escape": ('a: "@@\\q"\n', "backslash"),
    "another version": ("@@%YAML 9.0\n---\na: b\n", "not YAML"),
}


@pytest.mark.parametrize(("text", "says"), REFUSED.values(), ids=REFUSED)
def test_what_content_may_not_hold_is_refused_in_its_place(text: str, says: str) -> None:
    before, _, after = text.partition(HERE)
    place = Place(before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    with pytest.raises(YamlRefused, match=says) as caught:
        read_tree((before + after).encode())
    assert caught.value.place == place


def test_every_value_is_the_text_that_the_author_wrote() -> None:
    written = ["no", "12:30", "010", "1e3", "true", "~", "null", "2025-04-22", "1_000", "<<"]
    tree = read_tree("".join(f"k{i}: {word}\n" for i, word in enumerate(written)).encode())
    assert list(tree.value.values()) == written


def test_a_value_that_is_not_there_is_none_and_one_in_quotes_is_empty() -> None:
    assert read_tree(b"a:\nb: ''\nc: {d: , e: \"\"}\n").value == {
        "a": None,
        "b": "",
        "c": {"d": None, "e": ""},
    }


def test_a_merge_is_a_field_like_any_other() -> None:
    assert read_tree(b"<<: {a: b}\n").value == {"<<": {"a": "b"}}


def test_a_byte_order_mark_and_windows_lines_are_read() -> None:
    tree = read_tree(b"\xef\xbb\xbfa: b\r\nc: d\r\n")
    assert tree.value == {"a": "b", "c": "d"}
    assert tree.place(("c",)) == (2, 4)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a: \xff\n", (1, 4)),
        ("é: é\nb: ".encode() + b"\xc3\x28\n", (2, 4)),
        ("a: ü".encode("latin-1"), (1, 4)),
        ("a: b".encode("utf-16"), (1, 1)),
        ("é: é\nb: é\x07\n".encode(), (2, 5)),
        (b"\xef\xbb\xbfa: \x00", (1, 4)),
    ],
)
def test_bytes_that_are_no_text_are_refused_in_their_place(
    data: bytes, place: tuple[int, int]
) -> None:
    with pytest.raises(YamlRefused, match=r"UTF-8|control character") as caught:
        read_tree(data)
    assert caught.value.place == place


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_depth_is_limited_before_anything_recurses(opening: str) -> None:
    start = "a: " if opening != "- " else "a:\n  "
    read_tree((start + opening * (DEEPEST - 2) + "b" + _closing(opening, DEEPEST - 2)).encode())
    with pytest.raises(YamlRefused, match="over 50 deep"):
        read_tree((start + opening * 100_000).encode())


def _closing(opening: str, times: int) -> str:
    return {"[": "]", "{a: ": "}", "- ": ""}[opening] * times


def test_the_number_of_values_is_limited() -> None:
    with pytest.raises(YamlRefused, match="over 20,000 values"):
        read_tree(b"a: [" + b"b," * MOST + b"]")


def test_a_file_over_one_mebibyte_is_refused(desk: Desk) -> None:
    desk.write("# " + "x" * 1024 * 1024)
    (problem,) = desk.refusal()
    assert (problem.line, problem.rule) == (1, "file")
    assert "over 1,024 KiB" in problem.message
