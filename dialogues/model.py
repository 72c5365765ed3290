"""What all content models share: frozen, nothing unknown, ids that never change."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema


class Content(BaseModel):
    """A piece of content: it cannot change, and holds no field that is not named here."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
"""A name that is stored with answers: letters, digits, dot, dash, underscore; 40 at most."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
"""Words that a learner reads, in the small Markdown subset (bold, italic, links)."""

Label = Annotated[str, StringConstraints(min_length=1, max_length=72)]
"""Words on a button: they must make sense read alone. Slack allows 75 with the letter."""


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Was = Annotated[
    tuple[Id, ...],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""Ids that something had in older revisions: one, or a list."""


class Step(Content):
    """One step of a lesson. `was` lists ids that this step had in older revisions."""

    id: Id
    was: Was = ()


class PictureRef(Content):
    """A picture of the lesson, whole or with one of its marks shown."""

    picture: Id
    mark: Id | None = None
