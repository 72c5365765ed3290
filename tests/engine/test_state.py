"""The stored conversation: nothing is lost, and what cannot be read is refused."""

from __future__ import annotations

import pytest

from dialogues.input import Pressed
from dialogues.state import VERSION, StateError, decode, encode, fresh
from tests.engine.talks import TO_THE_CHECK, after, course


def test_what_was_stored_is_read_again_unchanged() -> None:
    talks = [
        (),
        ("hello",),
        (*TO_THE_CHECK, "a", "hint"),
        (*TO_THE_CHECK, "a", "c", "skip", "menu", Pressed("part.light"), "later"),
    ]
    for talk in talks:
        conversation = after(course(), talk)
        assert decode(encode(conversation)) == conversation


def test_the_version_stands_in_every_snapshot() -> None:
    assert encode(fresh()) == b'{"version":%d}' % VERSION


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{",
        b"{}",
        b'{"version":"1"}',
        b'{"version":1,"stack":5}',
        b'{"version":1,"stack":[{"flow":"TINY"}]}',
        b'{"version":1,"prompt":"secret words"}',
        encode(fresh())[:-1],
    ],
    ids=repr,
)
def test_a_damaged_snapshot_is_refused(data: bytes) -> None:
    with pytest.raises(StateError) as caught:
        decode(data)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("rest", ["", ',"stack":{"of":"another shape"}'])
def test_a_snapshot_of_a_newer_program_is_refused_by_its_version(rest: str) -> None:
    data = f'{{"version":{VERSION + 1}{rest}}}'.encode()
    with pytest.raises(StateError, match=f"has version {VERSION + 1}"):
        decode(data)
