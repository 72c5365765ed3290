"""A page to keep or to print, as values: plain words, which whoever draws it must escape."""

from __future__ import annotations

import msgspec


class Row(msgspec.Struct, frozen=True, gc=False):
    """One line: what it is, and what it says."""

    label: str
    text: str


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A few lines that belong together; `tag` stands beside the title."""

    title: str
    tag: str = ""
    text: str = ""
    rows: tuple[Row, ...] = ()


class Part(msgspec.Struct, frozen=True, gc=False):
    """Entries under one heading, or lines."""

    title: str
    lines: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


class Sheet(msgspec.Struct, frozen=True, gc=False):
    """The page: its title, what it is about, what matters most in one line, then its parts."""

    title: str
    about: tuple[Row, ...]
    state: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...]
    foot: tuple[str, ...]
