"""Text as Telegram takes it: plain, with the looks beside it, counted in UTF-16 units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

import msgspec

from adapters.markdown import Span, on_the_web, spans

KEPT_TEXTS = 2_000
"""How many texts stay read: most messages are the lesson's, and are said again and again."""


class Entity(NamedTuple):
    """One look of a part of a text; `start` and `end` count characters of the string."""

    type: str
    start: int
    end: int
    url: str | None = None


class Formatted(msgspec.Struct, frozen=True):
    """A text without marks, and its looks in order of their start."""

    text: str
    entities: tuple[Entity, ...] = ()

    def part(self, start: int, end: int) -> Formatted:
        """Return what stands between two places, without white space at its ends."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end = max(start, end - (len(words) - len(words.rstrip())))
        inside = (
            entity._replace(
                start=max(entity.start, start) - start, end=min(entity.end, end) - start
            )
            for entity in self.entities
            if entity.start < end and entity.end > start
        )
        return Formatted(self.text[start:end], tuple(inside))


@lru_cache(KEPT_TEXTS)
def formatted(markdown: str) -> Formatted:
    """Return a text of the Markdown subset as Telegram shows it.

    Only web addresses become links; any other address stands in parentheses after its words.
    """
    shown = list(_shown(spans(markdown)))
    text = "".join(span.text for span in shown)
    entities = sorted(_entities(shown, text), key=lambda entity: (entity.start, -entity.end))
    return Formatted(text, tuple(entities)).part(0, len(text))


def units(text: str) -> int:
    """Return the length of the text as Telegram counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def on_the_wire(formatted: Formatted) -> list[dict[str, Any]]:
    """Return the entities as the Bot API takes them."""
    return [_wire(formatted.text, entity) for entity in formatted.entities]


def _wire(text: str, entity: Entity) -> dict[str, Any]:
    wire: dict[str, Any] = {
        "type": entity.type,
        "offset": units(text[: entity.start]),
        "length": units(text[entity.start : entity.end]),
    }
    return wire | {"url": entity.url} if entity.url else wire


def _shown(read: Sequence[Span]) -> Iterator[Span]:
    for link, words in groupby(read, lambda span: span.link):
        if link is None or on_the_web(link):
            yield from words
        else:
            yield from (span._replace(link=None) for span in words)
            yield Span(f" ({link})")


def _entities(shown: Sequence[Span], text: str) -> Iterator[Entity]:
    """Give the entities; of any two, one lies in the other or they are apart."""
    given: list[Entity] = []
    for type, looks in (
        ("text_link", [(s.text, s.link) for s in shown]),
        ("bold", [(s.text, s.bold) for s in shown]),
        ("italic", [(s.text, s.italic) for s in shown]),
    ):
        runs = _runs(type, looks)
        given += [part for run in runs for part in _uncrossed(run, tuple(given))]
    return (entity for entity in given if text[entity.start : entity.end].strip())


def _uncrossed(entity: Entity, others: Sequence[Entity]) -> Iterator[Entity]:
    """Give the entity, cut in parts where it would cross another."""
    for other in others:
        inside = entity.start <= other.start and other.end <= entity.end
        for edge in () if inside else (other.start, other.end):
            if entity.start < edge < entity.end:
                yield from _uncrossed(entity._replace(end=edge), others)
                yield from _uncrossed(entity._replace(start=edge), others)
                return
    yield entity


def _runs(type: str, looks: Sequence[tuple[str, str | bool | None]]) -> Iterator[Entity]:
    """Give an entity for every run of the same look."""
    end = 0
    for look, words in groupby(looks, lambda words: words[1]):
        start, end = end, end + sum(len(word) for word, _ in words)
        if look and start < end:
            yield Entity(type, start, end, look if isinstance(look, str) else None)
