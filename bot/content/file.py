"""One YAML file of content: what it holds as a value of its model, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from pydantic import BaseModel, ValidationError

from bot.content.complaints import complaints
from bot.content.disk import LARGEST_TEXT, FileRefused, inside, read_file
from bot.content.placed import Placed, Severity
from bot.content.tree import Place, Tree, YamlRefused, read_tree
from dialogues.problem import Problem

Model = TypeVar("Model", bound=BaseModel)

START = Place(1, 1)


class ContentFile(msgspec.Struct, Generic[Model], frozen=True):
    """What was read. `value` is None when the file cannot be understood; `problems` say why.

    `data` holds the bytes of the file and of the pictures that belong to it.
    """

    name: str
    data: tuple[bytes, ...] = ()
    tree: Tree | None = None
    value: Model | None = None
    problems: tuple[Placed, ...] = ()

    def placed(self, problems: Iterable[Problem]) -> tuple[Placed, ...]:
        """Return the problems with their places in this file."""
        return tuple(
            _placed(self.name, self._place(p), p.rule, p.message, p.severity) for p in problems
        )

    def _place(self, problem: Problem) -> Place:
        return self.tree.place(problem.at) if self.tree else START


def read_content_file(folder: Path, name: str, model: type[Model]) -> ContentFile[Model]:
    """Read the file `name` of the folder as the model. Everything wrong is in its `problems`."""
    shown = str(folder / name)
    try:
        data = read_file(inside(folder, name), LARGEST_TEXT)
    except FileRefused as error:
        return ContentFile(shown, problems=(_placed(shown, START, "file", str(error)),))
    try:
        tree = read_tree(data)
    except YamlRefused as error:
        refused = _placed(shown, error.place, "yaml", str(error))
        return ContentFile(shown, (data,), problems=(refused,))
    try:
        value = model.model_validate(tree.value)
    except ValidationError as error:
        said = sorted(complaints(error, model, tree), key=lambda c: c.place)
        wrong = tuple(_placed(shown, c.place, c.rule, c.message) for c in said)
        return ContentFile(shown, (data,), tree, problems=wrong)
    return ContentFile(shown, (data,), tree, value)


def _placed(
    file: str, place: Place, rule: str, message: str, severity: Severity = "error"
) -> Placed:
    return Placed(file, place.line, place.column, severity, rule, message)
