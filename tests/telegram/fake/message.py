"""A message as the Bot API keeps it, and as a person sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

Entity = Mapping[str, Any]


class Button(msgspec.Struct, frozen=True):
    """A button and what the bot is told when it is pressed."""

    words: str
    data: str


class Photo(msgspec.Struct, frozen=True):
    """A picture on the server."""

    file_id: str
    name: str
    width: int
    height: int
    size: int


class Document(msgspec.Struct, frozen=True):
    """A file on the server."""

    file_id: str
    name: str
    size: int


class Message(msgspec.Struct, frozen=True):
    """One message; `edits` counts how often it was changed, `by` is who sent it."""

    id: int
    chat: int
    by: int
    date: int
    text: str = ""
    entities: Sequence[Entity] = ()
    photo: Photo | None = None
    markup: Mapping[str, Any] | None = None
    edits: int = 0
    document: Document | None = None

    @property
    def has_caption(self) -> bool:
        return bool(self.photo or self.document)

    @property
    def rows(self) -> tuple[tuple[Button, ...], ...]:
        """The buttons below the message."""
        rows = (self.markup or {}).get("inline_keyboard", ())
        return tuple(
            tuple(Button(b["text"], b.get("callback_data", "")) for b in row) for row in rows
        )

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(button for row in self.rows for button in row)

    @property
    def markdown(self) -> str:
        """The text with its looks in the Markdown subset that lessons are written in."""
        return markdown(self.text, self.entities)


def markdown(text: str, entities: Sequence[Entity]) -> str:
    """Return text and entities in one, as lessons are written: bold, italic, links."""
    return "".join(_marked(text, entities))


def _marked(text: str, entities: Sequence[Entity]) -> Iterator[str]:
    units = text.encode("utf-16-le")
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda e: (e["offset"], -e["length"])):
        before, after = _marks(entity)
        opening.setdefault(entity["offset"], []).append(before)
        closing.setdefault(entity["offset"] + entity["length"], []).insert(0, after)
    edges = sorted({0, len(units) // 2, *opening, *closing})
    for place, edge in enumerate(edges):
        yield from closing.get(edge, ())
        yield from opening.get(edge, ())
        end = edges[place + 1] if place + 1 < len(edges) else edge
        yield units[2 * edge : 2 * end].decode("utf-16-le")


def _marks(entity: Entity) -> tuple[str, str]:
    match entity["type"]:
        case "bold":
            return "**", "**"
        case "italic":
            return "_", "_"
        case "text_link":
            return "[", f"]({entity['url']})"
        case _:
            return "", ""
