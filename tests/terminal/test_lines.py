"""Reading lines: of any length, and never more in memory than the limit."""

from __future__ import annotations

import asyncio
import io
import threading

import pytest

from adapters.terminal.lines import Lines, TooLong, read_line


def test_lines_come_without_their_ends_and_the_last_one_needs_none() -> None:
    source = io.BytesIO(b"one\r\n\ntwo")
    assert [read_line(source, 10) for _ in range(3)] == [b"one", b"", b"two"]
    with pytest.raises(EOFError):
        read_line(source, 10)


@pytest.mark.parametrize("length", [8, 9, 10])
def test_a_line_up_to_the_limit_is_whole(length: int) -> None:
    source = io.BytesIO(b"x" * length + b"\nnext\n")
    assert read_line(source, 10) == b"x" * length
    assert read_line(source, 10) == b"next"


@pytest.mark.parametrize("length", [11, 20, 21, 100])
def test_a_line_over_the_limit_is_skipped_to_its_end(length: int) -> None:
    source = io.BytesIO(b"x" * length + b"\nnext\n")
    with pytest.raises(TooLong):
        read_line(source, 10)
    assert read_line(source, 10) == b"next"


def test_a_line_over_the_limit_may_be_the_last() -> None:
    source = io.BytesIO(b"x" * 30)
    with pytest.raises(TooLong):
        read_line(source, 10)
    with pytest.raises(EOFError):
        read_line(source, 10)


async def test_a_line_is_read_only_when_it_is_wanted() -> None:
    source = io.BytesIO(b"one\ntwo\n")
    lines = Lines(lambda: read_line(source, 10))
    assert await lines.next() == b"one"
    assert source.tell() == len(b"one\n")
    assert await lines.next() == b"two"
    with pytest.raises(EOFError):
        await lines.next()


async def test_a_line_that_is_given_up_holds_up_nothing() -> None:
    asked, given = threading.Event(), threading.Event()

    def read() -> str:
        asked.set()
        given.wait()
        return "late"

    lines = Lines(read)
    first = lines.next()
    await asyncio.to_thread(asked.wait)
    first.cancel()
    given.set()
    assert await lines.next() == "late"
