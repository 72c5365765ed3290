"""Reads YAML as a plain tree in which every value is a text, and keeps the place of each.

Only what a lesson needs is let through. Nothing is guessed: `no`, `12:30` and `010` stay what the
author wrote. The work and the memory are bounded by the size of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol, TypeAlias

import msgspec
import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

DEEPEST = 50
"""How deep lists and mappings may stand in each other. A lesson needs 7."""

MOST = 20_000
"""How many values a file may hold, so that none takes long to read. A lesson has some 2,000."""

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys and list indices, such as ("sections", 0, "id")."""

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""A value; an empty one is None."""


class Place(NamedTuple):
    """A place in a file, counted from 1."""

    line: int
    column: int


class AnyMark(Protocol):
    """A place as the YAML library gives it, counted from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class YamlRefused(Exception):
    """A file is not YAML, or holds what content may not hold. `place` is where."""

    def __init__(self, message: str, place: Place) -> None:
        super().__init__(message)
        self.place = place


class Tree(msgspec.Struct, frozen=True):
    """A file's content, with the places of its values and of the keys before them."""

    value: dict[str, Value]
    values: dict[Path, Place]
    keys: dict[Path, Place]

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Return where the value stands, or its key; what is not there has its parent's place."""
        if key and path in self.keys:
            return self.keys[path]
        while path not in self.values:
            path = path[:-1]
        return self.values[path]

    def at(self, path: Path) -> Value:
        """Return the value at this path, or None."""
        value: Value = self.value
        for step in path:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value


def read_tree(data: bytes) -> Tree:
    """Return the tree of the one mapping that the bytes hold; raise YamlRefused if they do not."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise YamlRefused(
            "this is not UTF-8 text: save the file as UTF-8", _place_of_byte(data, error.start)
        ) from None
    try:
        return _Reading(yaml.parse(text, Loader=yaml.CSafeLoader)).tree()
    except ReaderError as error:
        where = _place_of_byte(text.encode(), error.position)
        raise YamlRefused("an invisible control character stands here: delete it", where) from None
    except MarkedYAMLError as error:
        raise _syntax(error) from None
    except YAMLError as error:
        raise YamlRefused(f"this is not YAML: {error}", Place(1, 1)) from None


class _Reading:
    """The reading of one file, event by event."""

    def __init__(self, events: Iterator[Event]) -> None:
        self.events = events
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}

    def tree(self) -> Tree:
        next(self.events)  # the start of the stream
        if isinstance(next(self.events), StreamEndEvent):
            raise YamlRefused("the file is empty", Place(1, 1))
        start = next(self.events)
        if not isinstance(start, MappingStartEvent):
            raise YamlRefused("the file must begin with a field, such as id:", _place(start))
        value = self._mapping(start, ())
        next(self.events)  # the end of the document
        more = next(self.events)
        if isinstance(more, DocumentStartEvent):
            raise YamlRefused("a second document begins here: delete the line ---", _place(more))
        return Tree(value, self.values, self.keys)

    def _value(self, event: Event, path: Path) -> Value:
        if isinstance(event, ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, path)
        self._enter(event, path)
        items: list[Value] = []
        while not isinstance(event := next(self.events), CollectionEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _scalar(self, event: ScalarEvent, path: Path) -> str | None:
        self._note(event, path)
        if event.value or event.style:  # quotes make an empty text; without them there is no value
            return event.value
        self.values[path] = self.keys.get(path, self.values[path])
        return None

    def _mapping(self, event: Event, path: Path) -> dict[str, Value]:
        self._enter(event, path)
        mapping: dict[str, Value] = {}
        while not isinstance(event := next(self.events), CollectionEndEvent):
            key = self._key(event, path)
            if key in mapping:
                first = self.keys[*path, key].line
                wrong = f"{key!r} stands here twice, first in line {first}: keep one of the two"
                raise YamlRefused(wrong, _place(event))
            self.keys[*path, key] = _place(event)
            mapping[key] = self._value(next(self.events), (*path, key))
        return mapping

    def _key(self, event: Event, path: Path) -> str:
        if isinstance(event, ScalarEvent):
            _refuse_marks(event)
            if event.value:
                return event.value
        if isinstance(event, AliasEvent):
            _refuse_marks(event)
        raise YamlRefused("the name of a field must stand here", _place(event))

    def _enter(self, event: Event, path: Path) -> None:
        if len(path) >= DEEPEST:
            wrong = f"lists and fields stand over {DEEPEST} deep in each other: make it flatter"
            raise YamlRefused(wrong, _place(event))
        self._note(event, path)

    def _note(self, event: Event, path: Path) -> None:
        _refuse_marks(event)
        if len(self.values) == MOST:
            wrong = f"the file holds over {MOST:,} values: make two lessons of it"
            raise YamlRefused(wrong, _place(event))
        self.values[path] = _place(event)


def _refuse_marks(event: Event) -> None:
    """Refuse what makes YAML stand for something other than what is written."""
    if isinstance(event, AliasEvent):
        wrong = f"*{event.anchor} repeats another value: write it out, or put it in quotes"
        raise YamlRefused(wrong, _place(event))
    if isinstance(event, NodeEvent) and event.anchor is not None:
        wrong = f"&{event.anchor} names a value: leave that out, or put it in quotes"
        raise YamlRefused(wrong, _place(event))
    if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
        wrong = f"{event.tag} says what type a value has: leave that out, or put it in quotes"
        raise YamlRefused(wrong, _place(event))


def _place(event: Event) -> Place:
    return _spot(event.start_mark)


def _spot(mark: AnyMark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _place_of_byte(data: bytes, position: int) -> Place:
    before = data[:position]
    line = before.rpartition(b"\n")[2].decode("utf-8-sig", "replace")
    return Place(before.count(b"\n") + 1, len(line) + 1)


SYNTAX = {
    "mapping values are not allowed in this context": "a colon with a space after it stands in "
    "the middle of a text: put the text in quotes, or correct the indentation",
    "found character that cannot start any token": "this character cannot begin a value: put the "
    "text in quotes; indent with spaces, not with tabs",
    "could not find expected ':'": "a colon is missing after the name of a field, or the line is "
    "not indented far enough",
    "did not find expected key": "the indentation is off, or a quote ends too early",
    "did not find expected '-' indicator": "the indentation is off: items of a list begin with a "
    "dash, one below the other",
    "did not find expected ',' or ']'": "a list in square brackets begins here and is not closed",
    "did not find expected ',' or '}'": "fields in braces begin here and are not closed",
    "found unexpected end of stream": "a text in quotes begins here and is not closed",
    "found unknown escape character": "a backslash in double quotes: write the text in single "
    "quotes, or without quotes",
}
"""What the YAML library says of the commonest slips, and the same for an author."""


def _syntax(error: MarkedYAMLError) -> YamlRefused:
    problem = error.problem or "it cannot be understood"
    wrong = SYNTAX.get(problem, f"this is not YAML: {problem}")
    opened = error.context_mark if "here and" in wrong else None
    return YamlRefused(wrong, _spot(opened or error.problem_mark))
