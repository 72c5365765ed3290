"""A text as Slack shows it: spans of looks and links, none of them a trap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from urllib.parse import quote

import msgspec

from adapters.markdown import Span, on_the_web, spans

KEPT_TEXTS = 2_000
"""How many texts stay read: most messages are the lesson's, and are said again and again."""

LONGEST_ADDRESS = 1_000
"""Characters of an address that a link may have; a longer one stands as text."""

_DIRECTIONS = dict.fromkeys(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
"""Characters that turn the direction of what follows: it may then look like something else."""

_LIKE_AN_ADDRESS = re.compile(r"\w\.[^\W\d_]{2}|://|@")
_UNSAFE = re.compile(r"[\s<>|\"`\x00-\x1f\x7f]")


class Words(msgspec.Struct, frozen=True):
    """A text as spans; those with a link are links."""

    spans: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    def part(self, start: int, end: int) -> Words:
        """Return what stands between two places, without white space at its ends."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end = max(start, end - (len(words) - len(words.rstrip())))
        return Words(tuple(_between(self.spans, start, end)))


@lru_cache(KEPT_TEXTS)
def words(markdown: str) -> Words:
    """Return a text of the Markdown subset as Slack shows it.

    Only web addresses become links, and none whose words look like another address: those stand
    in parentheses after their words.
    """
    found = Words(tuple(_shown(spans(without_directions(markdown)))))
    return found.part(0, len(found.text))


def without_directions(text: str) -> str:
    """Return the text without characters that change its direction, and without half ones."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.translate(_DIRECTIONS)


def _between(read: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    place = 0
    for span in read:
        words = span.text[max(0, start - place) : max(0, end - place)]
        if words:
            yield span._replace(text=words)
        place += len(span.text)


def _shown(read: Sequence[Span]) -> Iterator[Span]:
    for link, run in groupby(read, lambda span: span.link):
        said = list(run)
        if link is None:
            yield from said
        elif _is_honest(link, "".join(span.text for span in said)):
            yield from (span._replace(link=_safe(link)) for span in said)
        else:
            yield from (span._replace(link=None) for span in said)
            yield Span(f" ({link})")


def _is_honest(link: str, said: str) -> bool:
    """Whether the words may be a link: they do not look like another address."""
    fits = on_the_web(link) and len(_safe(link)) <= LONGEST_ADDRESS
    return fits and (said == link or not _LIKE_AN_ADDRESS.search(said))


def _safe(link: str) -> str:
    return _UNSAFE.sub(lambda unsafe: quote(unsafe[0]), link)
