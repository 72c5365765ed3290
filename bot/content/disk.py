"""Reads a file of content, if it is a regular file of bearable size inside its folder."""

from __future__ import annotations

import stat
from pathlib import Path, PureWindowsPath

LARGEST_TEXT = 1024 * 1024
"""Bytes of a YAML file: ten times the longest lesson."""

LARGEST_PICTURE = 10 * 1024 * 1024


class FileRefused(Exception):
    """A file is not read. The message says why and what to do, without the file's name."""


def inside(folder: Path, name: str) -> Path:
    """Return the path of the file `name`, which must lie in the folder; links are followed.

    Raises FileRefused for an absolute path, a way up, and a link that leads out.
    """
    if "\0" in name:
        raise FileRefused("the name holds a NUL character: write a plain file name")
    if name.startswith("/") or PureWindowsPath(name).drive or "\\" in name:
        raise FileRefused("write the file's name only, or folder/name: no path from the root")
    if ".." in name.split("/"):
        raise FileRefused("the path leaves the folder: put the file into the lesson's folder")
    try:
        path = (folder / name).resolve()
    except (OSError, RuntimeError) as error:  # links that go round in a circle
        raise FileRefused("the path cannot be followed: replace links by files") from error
    if not path.is_relative_to(folder.resolve()):
        raise FileRefused("a link leads out of the folder: put the file itself there")
    return path


def read_file(path: Path, largest: int) -> bytes:
    """Return the bytes of a regular file; raise FileRefused if it is none, or over `largest`."""
    try:
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind):  # reading a pipe or a device might never end
            raise FileRefused("it is not a regular file: put a file there")
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError:
        raise FileRefused("there is no such file: put it there, or correct the name") from None
    except OSError as error:
        raise FileRefused(f"it cannot be read ({error.strerror}): mend that first") from error
    if len(data) > largest:
        raise FileRefused(f"it is over {largest // 1024:,} KiB: make it smaller")
    return data
