"""Files that learners asked for in the terminal: kept beside the database, for their owner only."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from bot.account import Account
from bot.sending import File, SendFailed


class Files:
    """A folder with at most one file for each learner; it may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    async def keep(self, account: Account, file: File) -> Path:
        """Keep the file in place of the one before; return where it is. Raises SendFailed."""
        path = self._folder / _name(account.key, Path(file.name).stem, Path(file.name).suffix)
        try:
            await asyncio.to_thread(private_file, path, file.content)
        except OSError as error:
            raise SendFailed(f"the file cannot be written: {error.strerror}") from error
        return path

    def forget(self, keys: Iterable[str]) -> None:
        """Delete the files of these accounts."""
        for key in keys:
            for path in self._folder.glob(_name(key, "*", "")):
                path.unlink(missing_ok=True)


def private_file(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, in place of one that may be there."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(new, path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _name(key: str, stem: str, suffix: str) -> str:
    whose = hashlib.blake2b(key.encode(), digest_size=8).hexdigest()
    return f"{stem}-{whose}{suffix or '*'}"
