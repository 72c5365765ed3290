"""The Markdown subset in a terminal: a link is its words, and its address in parentheses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from adapters.markdown import Span
from adapters.markdown import spans as linked


def spans(text: str) -> list[Span]:
    """Return the text as spans without links."""
    return list(_unlinked(text))


def plain(text: str) -> str:
    """Return the text without its marks."""
    return "".join(span.text for span in spans(text))


def _unlinked(text: str) -> Iterator[Span]:
    for link, words in groupby(linked(text), lambda span: span.link):
        yield from (span._replace(link=None) for span in words)
        if link is not None:
            yield Span(f" ({link})")
