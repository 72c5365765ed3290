"""Says in plain words what the models refuse: the author need not know Python."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import msgspec
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.content.fields import Way, way
from bot.content.tree import Place, Tree
from dialogues.checks.nearest import did_you_mean, nearest

SHOWN = 100
"""So many problems of one file are named; more would only hide the first."""


class Complaint(msgspec.Struct, frozen=True):
    """A problem with its place in the file that was read."""

    place: Place
    rule: str
    message: str


def complaints(error: ValidationError, model: type[BaseModel], tree: Tree) -> Iterator[Complaint]:
    """Give each of the first problems that the model has with the tree."""
    details = [(detail, way(model, detail["loc"])) for detail in error.errors(include_url=False)]
    misspelled = {
        (*found.path[:-1], nearest(str(found.path[-1]), found.fields))
        for detail, found in details
        if detail["type"] == "extra_forbidden"
    }
    slips = [
        (detail, found)
        for detail, found in details
        if not _miscounted(detail)
        and not (detail["type"] == "missing" and found.path in misspelled)
    ]
    for detail, found in slips[:SHOWN]:
        on_key = detail["type"] == "extra_forbidden" or detail["loc"][-1:] == ("[key]",)
        path = (*found.path, "kind") if detail["type"] == "union_tag_invalid" else found.path
        yield Complaint(tree.place(path, key=on_key), *_said(detail, found))


def _miscounted(detail: ErrorDetails) -> bool:
    """Whether a list is only too short because its broken items were not counted."""
    items = detail["input"]
    return (
        detail["type"] == "too_short"
        and isinstance(items, list)
        and len(items) >= detail["ctx"]["min_length"]
    )


def _said(detail: ErrorDetails, found: Way) -> tuple[str, str]:
    """Return the rule and the message."""
    name = next((repr(step) for step in reversed(found.path) if isinstance(step, str)), "the file")
    if found.path and isinstance(found.path[-1], int):
        name = f"an item of {name}"
    if detail["input"] is None and detail["type"] in VALUES:
        return "empty", _empty(detail, name, found)
    rule, words = WORDS.get(detail["type"], ("value", _other))
    return rule, words(detail, name, found)


def _missing(detail: ErrorDetails, name: str, found: Way) -> str:
    return f"missing field {name}"


def _unknown(detail: ErrorDetails, name: str, found: Way) -> str:
    near = did_you_mean(str(detail["loc"][-1]), found.fields)
    return f"unknown field {name}" + (near or "; known here: " + ", ".join(found.fields))


def _unknown_kind(detail: ErrorDetails, name: str, found: Way) -> str:
    kinds = re.findall(r"'([^']+)'", detail["ctx"]["expected_tags"])
    tag = detail["ctx"]["tag"]
    near = did_you_mean(tag, kinds)
    return f"unknown kind {tag!r}" + (near or "; the kinds are: " + ", ".join(kinds))


def _no_kind(detail: ErrorDetails, name: str, found: Way) -> str:
    return "missing field 'kind', such as kind: statement"


def _empty(detail: ErrorDetails, name: str, found: Way) -> str:
    return f"{name} is empty: write its value, or delete the line"


def _long(detail: ErrorDetails, name: str, found: Way) -> str:
    length, most = len(str(detail["input"])), detail["ctx"]["max_length"]
    return f"{name} has {length:,} characters; at most {most:,} fit"


def _few(detail: ErrorDetails, name: str, found: Way) -> str:
    return f"{name} needs at least {detail['ctx']['min_length']} item(s)"


def _many(detail: ErrorDetails, name: str, found: Way) -> str:
    return f"{name} holds more than {detail['ctx']['max_length']} items: take some out"


def _not_id(detail: ErrorDetails, name: str, found: Way) -> str:
    return (
        f"{str(detail['input'])[:60]!r} is not an id: write 1 to 40 letters, digits, dots, dashes "
        "or underscores, with a letter or a digit first"
    )


def _must_be(what: str) -> Callable[[ErrorDetails, str, Way], str]:
    return lambda detail, name, found: f"{name} must be {what}"


def _bound(words: str, bound: str) -> Callable[[ErrorDetails, str, Way], str]:
    return lambda detail, name, found: f"{name} must be {words} {detail['ctx'][bound]}"


def _one_of(detail: ErrorDetails, name: str, found: Way) -> str:
    return f"{name} must be {detail['ctx']['expected']}"


def _other(detail: ErrorDetails, name: str, found: Way) -> str:
    return f"{name}: {detail['msg']}"


WORDS: Mapping[str, tuple[str, Callable[[ErrorDetails, str, Way], str]]] = {
    "missing": ("missing-field", _missing),
    "extra_forbidden": ("unknown-field", _unknown),
    "union_tag_invalid": ("unknown-kind", _unknown_kind),
    "union_tag_not_found": ("missing-field", _no_kind),
    "string_too_long": ("too-long", _long),
    "string_too_short": ("empty", _empty),
    "string_pattern_mismatch": ("id", _not_id),
    "too_short": ("too-few", _few),
    "too_long": ("too-many", _many),
    "enum": ("value", _one_of),
    "string_type": ("value", _must_be("a text, not a list and not fields")),
    "tuple_type": ("value", _must_be("a list: one item a line, each after a dash")),
    "dict_type": ("value", _must_be("fields, one a line, each with its name and a colon")),
    "model_type": ("value", _must_be("fields, one a line, each with its name and a colon")),
    "model_attributes_type": ("value", _must_be("a step: fields such as id, kind and text")),
    "int_parsing": ("value", _must_be("a whole number, such as 20")),
    "int_type": ("value", _must_be("a whole number, such as 20")),
    "greater_than_equal": ("value", _bound("at least", "ge")),
    "less_than_equal": ("value", _bound("at most", "le")),
    "bool_parsing": ("value", _must_be("true or false")),
    "bool_type": ("value", _must_be("true or false")),
    "date_type": ("value", _must_be("a date, such as 2025-04-22")),
    "date_parsing": ("value", _must_be("a date, such as 2025-04-22")),
    "date_from_datetime_parsing": ("value", _must_be("a date, such as 2025-04-22")),
    "date_from_datetime_inexact": ("value", _must_be("a date without a time: 2025-04-22")),
}
"""What pydantic calls a problem, the rule that an author sees, and what is said."""

VALUES = frozenset(WORDS) - {"missing", "extra_forbidden", "union_tag_invalid"}
"""The problems that a value has, and not its name or kind."""
