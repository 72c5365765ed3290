"""Reads the small Markdown subset of the texts: bold, italic, links, line breaks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_UNSHOWN = dict.fromkeys([c for c in [*range(0x20), *range(0x7F, 0xA0)] if chr(c) not in "\n\t"])
"""Control characters: a terminal would obey them, a platform refuses or drops them."""


class Span(NamedTuple):
    """Words of one look; `link` is the address that they lead to."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


def spans(text: str) -> list[Span]:
    """Return the text as spans that make it up, without control characters."""
    found: list[Span] = []
    for block in _parser().parse(text.translate(_UNSHOWN)):
        if block.type == "inline":
            if found:
                found.append(Span("\n\n"))
            found.extend(_inline(block.children or []))
    return found


def on_the_web(link: str) -> bool:
    """Whether this is a web address: nothing else becomes a link on a platform."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  # slow to load; JSON lines need none

    return MarkdownIt("zero").enable(["emphasis", "escape", "link", "newline"])


def _inline(tokens: list[Token]) -> Iterator[Span]:
    bold = italic = 0
    link: str | None = None
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close" if token.markup == "**":
                bold += token.nesting
            case "em_open" | "em_close" if token.markup == "_":
                italic += token.nesting
            case "strong_open" | "strong_close" | "em_open" | "em_close":
                yield Span(token.markup, bold > 0, italic > 0, link)  # 6*N*D is no emphasis
            case "link_open":
                link = str(token.attrs["href"])
            case "link_close":
                link = None
            case "softbreak" | "hardbreak":
                yield Span("\n", bold > 0, italic > 0, link)
            case _:
                yield Span(token.content, bold > 0, italic > 0, link)
