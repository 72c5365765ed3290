"""What a failure of the database means to those who use the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError, StatementError

from bot.ports import StoreRefused, StoreUnavailable

# A value that cannot be stored, now or ever. The rest of sqlite3.Error says how the database is.
_REFUSED = (
    sqlite3.DataError,
    sqlite3.IntegrityError,
    sqlite3.InterfaceError,
    sqlite3.NotSupportedError,
    sqlite3.ProgrammingError,
    KeyError,  # an account that nobody introduced
    OverflowError,
    ValueError,  # also UnicodeEncodeError: a lone surrogate
)

_PASSING = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL)


@contextmanager
def translated() -> Iterator[None]:
    """Raise StoreRefused or StoreUnavailable in place of the errors of driver and SQLAlchemy."""
    try:
        yield
    except (*_REFUSED, sqlite3.Error, SQLAlchemyError, MemoryError) as error:
        cause = error.orig if isinstance(error, StatementError) and error.orig else error
        if isinstance(cause, _REFUSED):
            raise StoreRefused(f"the database refuses a value: {_words(cause)}") from error
        raise StoreUnavailable(f"the database cannot be used now: {_words(cause)}") from error


def is_passing(error: BaseException) -> bool:
    """Say whether the connection can go on being used after the error, once rolled back.

    Not so after an error of the disk, for one: whether a commit took place is then unknown.
    """
    cause = error.__cause__
    if isinstance(cause, StatementError):
        cause = cause.orig
    code = getattr(cause, "sqlite_errorcode", None)
    return not isinstance(error, StoreUnavailable) or (code is not None and code & 0xFF in _PASSING)


def _words(error: BaseException) -> str:
    # Errors of SQLite name tables and columns. Those of Python may quote a value: left out.
    return str(error) if isinstance(error, sqlite3.Error) else type(error).__name__
