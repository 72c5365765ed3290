"""What each method of the Bot API takes, by name and type, as the source of aiogram declares it.

The source is read and not imported: an import takes seconds and needs another pydantic than ours.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple


class Upload(NamedTuple):
    """A file that came with a request."""

    name: str
    content: bytes


class Field(NamedTuple):
    """A parameter of a method or a field of an object."""

    type: ast.expr
    required: bool
    deprecated: bool


Fields = Mapping[str, Field]

_PLAIN: Mapping[str, type | tuple[type, ...]] = {
    "str": str,
    "bool": bool,
    "int": int,
    "float": (int, float),
    "DateTime": int,
    "DateTimeUnion": int,
    "InputFile": Upload,
}


def method(name: str) -> Fields | None:
    """Return the parameters of a method, or None when there is no such method."""
    if not re.fullmatch("[a-zA-Z]+", name):
        return None
    return _fields("methods", name[0].upper() + name[1:])


def read_form(fields: Fields, form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a form: what is no text was written as JSON."""
    return {name: _read(fields.get(name), value) for name, value in form.items()}


def problems(fields: Fields, given: Mapping[str, Any]) -> Iterator[str]:
    """Give what is wrong with the names and types of what was given."""
    for name, value in given.items():
        if (field := fields.get(name)) is None:
            yield f"{name} is not known"
        elif field.deprecated:
            yield f"{name} is no longer part of the Bot API"
        elif value is None:
            yield f"{name} is null: leave it out"
        elif wrong := _problem(field.type, value):
            yield f"{name} {wrong}"
    yield from (
        f"{n} is missing" for n, field in fields.items() if field.required - (n in given) > 0
    )


def _read(field: Field | None, value: Any) -> Any:
    if field is None or isinstance(value, Upload):
        return value
    names = {node.id for node in ast.walk(field.type) if isinstance(node, ast.Name)}
    if "ChatIdUnion" in names:
        return int(value) if re.fullmatch(r"-?\d+", value) else value
    if names & {"str", "InputFileUnion"} and "list" not in names:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _problem(type: ast.expr, value: Any) -> str | None:  # noqa: PLR0911  # one for each form
    """Return how the value misses the type, to stand after its name."""
    match type:
        case ast.Name(id="Any"):
            return None
        case ast.Name(id=name):
            return _named(name, value)
        case ast.BinOp(left=left, right=right):
            return (missed := _problem(left, value)) and _problem(right, value) and missed
        case ast.Subscript(value=ast.Name(id="list"), slice=item):
            return _list(item, value)
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[first, *_])):
            return _problem(first, value)
        case ast.Subscript(value=ast.Name(id="Literal")):
            return _named("str", value)
        case ast.Constant(value=None):
            return "is not null"
    raise NotImplementedError(ast.dump(type))


def _list(item: ast.expr, value: Any) -> str | None:
    if not isinstance(value, list):
        return "is no list"
    found = ((i, _problem(item, one)) for i, one in enumerate(value))
    return next((f"[{i}] {wrong}" for i, wrong in found if wrong), None)


def _named(name: str, value: Any) -> str | None:
    if name == "Default":
        return "is no default"
    if plain := _PLAIN.get(name):
        fits = isinstance(value, plain) and (name == "bool" or not isinstance(value, bool))
        return None if fits else f"is no {name}: {value!r:.40}"
    if alias := _alias(name):
        return _problem(alias, value)
    fields = _fields("types", name)
    if fields is None:
        raise NotImplementedError(name)
    if not isinstance(value, dict):
        return f"is no {name}"
    return next((f"is no {name}: {wrong}" for wrong in problems(fields, value)), None)


@cache
def _alias(name: str) -> ast.expr | None:
    """Return what a name such as ReplyMarkupUnion stands for."""
    tree = _tree("types", name)
    for node in tree.body if tree else ():
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == name:
            return node.value
    return None


@cache
def _fields(folder: str, name: str) -> Fields | None:
    tree = _tree(folder, name)
    for node in tree.body if tree else ():
        if isinstance(node, ast.ClassDef) and node.name == name:
            return {
                line.target.id: _field(line)
                for line in node.body
                if isinstance(line, ast.AnnAssign)
                and isinstance(line.target, ast.Name)
                and not line.target.id.startswith("__")
            }
    return None


def _field(line: ast.AnnAssign) -> Field:
    default = ast.unparse(line.value) if line.value else ""
    return Field(line.annotation, line.value is None, "deprecated" in default)


@cache
def _tree(folder: str, name: str) -> ast.Module | None:
    file = _aiogram() / folder / (re.sub("(?<!^)(?=[A-Z])", "_", name).lower() + ".py")
    return ast.parse(file.read_text(encoding="utf-8")) if file.exists() else None


@cache
def _aiogram() -> Path:
    spec = find_spec("aiogram")
    assert spec
    assert spec.origin
    return Path(spec.origin).parent
