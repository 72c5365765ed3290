"""Finds the way through the content models that an error of pydantic names."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, TypeAlias, get_args, get_origin

import msgspec
from pydantic import BaseModel
from pydantic.json_schema import SkipJsonSchema

from bot.content.tree import Path, Tree
from dialogues.problem import Problem

Loc: TypeAlias = tuple[str | int, ...]
"""A place as pydantic names it: a path in which the kind of each step stands as well."""


class Way(msgspec.Struct, frozen=True):
    """The path in the file that a loc means, and the fields of the model that holds its end."""

    path: Path
    fields: tuple[str, ...]


def way(model: type[BaseModel], loc: Loc) -> Way:
    """Return the way of an error in `model` at this loc."""
    path: list[str | int] = []
    fields: tuple[str, ...] = ()
    here: Any = model
    for step in loc:
        here = _plain(here)
        if step == "[key]":  # an error in a key of a mapping: the path already ends in the key
            break
        if isinstance(here, tuple):  # a choice of models: the loc names the one that was taken
            here = next(m for m in here if step in get_args(m.model_fields["kind"].annotation))
            continue
        path.append(step)
        if isinstance(here, type) and issubclass(here, BaseModel):
            fields = written(here)
            field = here.model_fields.get(str(step))
            here = field.annotation if field else None
        else:
            here = next((a for a in reversed(get_args(here)) if a is not Ellipsis), None)
    return Way(tuple(path), fields)


def written(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields that an author may write: those that the schema shows."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if SkipJsonSchema not in map(type, field.metadata)
    )


def not_for_authors(model: type[BaseModel], tree: Tree | None) -> Iterator[Problem]:
    """Give the fields of the model that the loader fills in, where the file has them."""
    for name in tree.value if tree else ():
        if name not in written(model):
            wrong = f"unknown field {name!r}: the program finds that out by itself"
            yield Problem("unknown-field", wrong, (name,))


def _plain(type_: Any) -> Any:
    """Return the type without `Annotated` and `| None`; several models come as a tuple."""
    if get_origin(type_) is Annotated:
        return _plain(get_args(type_)[0])
    if get_origin(type_) is UnionType:
        members = tuple(m for m in get_args(type_) if m is not NoneType)
        return members if len(members) > 1 else _plain(members[0])
    return type_
