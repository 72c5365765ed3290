"""What went wrong, in words for the one who typed the command, and the exit code."""

from __future__ import annotations

import asyncio
import logging
import traceback
from typing import IO, Any

import click
import msgspec

from bot.failure import error_line
from bot.ports import OpenError, PlatformRefused, StoreRefused, StoreUnavailable
from bot.settings import SettingsError

EXIT_CODES = {
    SettingsError: 2,
    OpenError: 2,
    PlatformRefused: 1,
    StoreUnavailable: 1,
    StoreRefused: 1,
}
"""The errors whose message says it all, and what each means for the exit code."""

INTERRUPTED = 130


class Problem(click.ClickException):
    """A problem that the command found. Its message is shown as it is."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file, err=True)


class InputProblem(Problem):
    """What was given is missing, not understood or out of range; `input` is its name."""

    exit_code = 2

    def __init__(self, input: str, message: str) -> None:
        super().__init__(message)
        self.input = input


log = logging.getLogger("tutorbot")


def explain(error: BaseException, *, as_json: bool) -> int:
    """Tell what is wrong on standard error, or as JSON on standard output; return the code."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 1
    if isinstance(error, (click.Abort, KeyboardInterrupt, asyncio.CancelledError)):
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        return _tell_click(error, as_json=as_json)
    for kind, code in EXIT_CODES.items():
        if isinstance(error, kind):
            _tell(str(error), as_json=as_json)
            return code
    _tell(_bug(error), as_json=as_json)
    return 1


def _tell_click(error: click.ClickException, *, as_json: bool) -> int:
    if as_json:
        named = {"input": error.input} if isinstance(error, InputProblem) else {}
        _tell(error.format_message(), as_json=True, **named)
    else:
        error.show()
    return error.exit_code


def _tell(message: str, *, as_json: bool, **more: str) -> None:
    if as_json:
        click.echo(msgspec.json.encode({"error": {**more, "message": message}}))
    else:
        click.echo(message, err=True)


def _bug(error: BaseException) -> str:
    # The traceback without the error's own words: those may quote what a learner wrote.
    log.debug("%s", "".join(traceback.format_tb(error.__traceback__)))
    return (
        f"This is a bug in the program: {error_line(error)}. Nothing that was accepted is lost. "
        "Please report this line; TUTORBOT_LOG_LEVEL=DEBUG shows more."
    )
