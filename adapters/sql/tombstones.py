"""Tombstones: that somebody was erased, without saying who. They outlive the database file.

They stand beside it, one a line, in NAME.erased: a backup that is put back lacks what was erased
after it was made, and this file says so.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import msgspec

from adapters.sql.creation import keep_name
from adapters.sql.location import beside


class Tombstone(msgspec.Struct, frozen=True):
    """One erasure: `hash` is that of the account's key with the salt."""

    id: str
    salt: bytes
    hash: bytes
    at: datetime

    def is_of(self, key: str) -> bool:
        """Say whether it is this account that was erased."""
        return _hash(key, self.salt) == self.hash


def tombstone(key: str, at: datetime) -> Tombstone:
    """Return a new tombstone for the account."""
    salt = os.urandom(16)
    return Tombstone(uuid4().hex, salt, _hash(key, salt), at)


def read(database: Path) -> list[Tombstone]:
    """Return the tombstones beside the database; a line that was cut off is left out."""
    try:
        lines = _file(database).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    return [stone for line in lines if (stone := _read(line))]


def add(database: Path, stones: Iterable[Tombstone]) -> None:
    """Put these on disk, for the owner only. Raises OSError."""
    file = _file(database)
    is_new = not file.exists()
    handle = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    try:
        # The line before may have been cut off.
        os.write(handle, b"".join(b"\n" + msgspec.json.encode(stone) for stone in stones) + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        keep_name(file)


def _file(database: Path) -> Path:
    return beside(database, ".erased")


def _read(line: bytes) -> Tombstone | None:
    try:
        return msgspec.json.decode(line, type=Tombstone)
    except msgspec.DecodeError:
        return None


def _hash(key: str, salt: bytes) -> bytes:
    return hashlib.blake2b(key.encode(), digest_size=32, salt=salt).digest()
