"""What happens when nobody reads the output any more."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO


@contextmanager
def ends_when_gone(out: IO[str] | IO[bytes]) -> Iterator[None]:
    """End the chat, as Ctrl-C does, when the reader of `out` has gone away.

    A message that could not be written stays unsent. It did not fail: there is nobody to try.
    """
    try:
        yield
    except BrokenPipeError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())  # the flush at exit needs a place
        raise asyncio.CancelledError("nobody reads the output any more") from error
