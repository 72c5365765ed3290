"""What JSON has to look like, as small checks that are put together to tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeAlias

Check: TypeAlias = Callable[[Any, str], None]
"""Checks a value that stands at a pointer. Raises Wrong."""


class Wrong(Exception):
    """What is wrong, in Slack's words, and the JSON pointer to it."""

    def __init__(self, words: str, pointer: str) -> None:
        super().__init__(f"[ERROR] {words} [json-pointer:{pointer}]")


def units(text: str) -> int:
    """Return the length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def string(most: int, least: int = 1) -> Check:
    """A string of so many UTF-16 units."""

    def check(value: Any, at: str) -> None:
        if not isinstance(value, str):
            raise Wrong("must be a string", at)
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Wrong("must be a valid string", at) from None
        if units(value) > most:
            raise Wrong(f"must be less than {most + 1} characters", at)
        if units(value.strip() if least else value) < least:
            raise Wrong(f"must be more than {least - 1} characters", at)

    return check


def flag(value: Any, at: str) -> None:
    """True or false."""
    if not isinstance(value, bool):
        raise Wrong("must be a boolean", at)


def number(value: Any, at: str) -> None:
    """A whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Wrong("must be a valid number", at)


def one_of(*values: str) -> Check:
    """One of these words."""

    def check(value: Any, at: str) -> None:
        if value not in values:
            raise Wrong(f"must be one of: {', '.join(values)}", at)

    return check


def items(check: Check, most: int, least: int = 1) -> Check:
    """A list of so many."""

    def each(value: Any, at: str) -> None:
        if not isinstance(value, list):
            raise Wrong("must be an array", at)
        if len(value) > most:
            raise Wrong(f"no more than {most} items allowed", at)
        if len(value) < least:
            raise Wrong(f"no fewer than {least} items allowed", at)
        for place, one in enumerate(value):
            check(one, f"{at}/{place}")

    return each


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no others; `type` is judged elsewhere."""
    fields = {**required, **(optional or {})}

    def check(value: Any, at: str) -> None:
        if not isinstance(value, dict):
            raise Wrong("must be an object", at)
        for name in required:
            if name not in value:
                raise Wrong(f"missing required field: {name}", at)
        for name, found in value.items():
            if name == "type":
                continue
            if name not in fields:
                raise Wrong(f"invalid additional property: {name}", at)
            fields[name](found, f"{at}/{name}")

    return check


def by_type(table: Mapping[str, Check]) -> Check:
    """An object whose `type` names its check."""

    def check(value: Any, at: str) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            raise Wrong("missing required field: type", at)
        if kind not in table:
            raise Wrong(f"unsupported type: {kind}", f"{at}/type")
        table[kind](value, at)

    return check


def exactly_one(check: Check, *names: str) -> Check:
    """An object with one of these fields, and not two."""

    def both(value: Any, at: str) -> None:
        check(value, at)
        if len(value.keys() & {*names}) != 1:
            raise Wrong(f"must define exactly one of: {', '.join(names)}", at)

    return both


def any_of(check: Check, names: Collection[str]) -> Check:
    """An object with at least one of these fields."""

    def both(value: Any, at: str) -> None:
        check(value, at)
        if not value.keys() & {*names}:
            raise Wrong(f"must define either {' or '.join(names)}", at)

    return both
