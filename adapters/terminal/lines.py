"""Reads standard input line by line, off the event loop, only when a line is wanted."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from functools import partial
from typing import BinaryIO, Generic, TypeVar, cast

T = TypeVar("T")


class TooLong(ValueError):
    """A line was longer than the limit; it was skipped to its end."""


def read_line(source: BinaryIO, limit: int) -> bytes:
    """Return the next line without its end, b"" for an empty one.

    Raises EOFError at the end, and TooLong after a line of more than `limit` bytes, of which no
    more than that is ever held.
    """
    line = source.readline(limit + 1)
    if not line:
        raise EOFError
    if len(line) > limit and not line.endswith(b"\n"):
        while (rest := source.readline(limit)) and not rest.endswith(b"\n"):
            pass
        raise TooLong
    return line.removesuffix(b"\n").removesuffix(b"\r")


class Lines(Generic[T]):
    """Calls a blocking `read` in a thread, once for every line that is asked for.

    `read` raises EOFError at the end, OSError, or ValueError for a line that cannot be read.
    The thread is a daemon's: a program that ends does not wait for a line that never comes.
    """

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._wanted: queue.SimpleQueue[asyncio.Future[T]] = queue.SimpleQueue()
        threading.Thread(target=self._serve, name="lines", daemon=True).start()

    def next(self) -> asyncio.Future[T]:
        """Return the next line, to come; or what `read` raised instead."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._wanted.put(future)
        return future

    def _serve(self) -> None:
        while True:
            future = self._wanted.get()
            try:
                settle = partial(_settle, future, self._read(), None)
            except (EOFError, OSError, ValueError) as error:
                settle = partial(_settle, future, None, error)
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits
                future.get_loop().call_soon_threadsafe(settle)


def _settle(future: asyncio.Future[T], line: T | None, error: Exception | None) -> None:
    if future.done():  # given up
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(cast("T", line))
