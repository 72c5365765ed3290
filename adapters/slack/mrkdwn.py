"""Slack's own marks: a text with its looks and links, in which nothing else is obeyed.

Slack has no way to write one of its marks as it stands. A mark that would be taken for formatting
becomes a character that looks the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from adapters.markdown import Span
from adapters.slack.words import Words

TWINS = {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}
"""For each of Slack's marks, the character that stands for it where it would be obeyed."""

APART = "\u200b"
"""A space without width: what it stands beside begins no line and is no part of a word."""

_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}


class Run(NamedTuple):
    """Words of one look in one line."""

    text: str
    marks: str
    link: str | None


def escaped(text: str) -> str:
    """Return the text so that no mention, link or command in it is obeyed."""
    return text.translate(_ESCAPES)


def mrkdwn(said: Words) -> str:
    """Return the text with Slack's marks, escaped."""
    return "\n".join(_line(runs) for runs in _lines(said.spans))


def _lines(read: Sequence[Span]) -> Iterator[list[Run]]:
    line: list[Span] = []
    for span in read:
        first, *others = span.text.split("\n")
        line.append(span._replace(text=first))
        for words in others:
            yield _runs(line)
            line = [span._replace(text=words)]
    yield _runs(line)


def _runs(line: Sequence[Span]) -> list[Run]:
    """Return the line with neighbors of one look as one."""
    looks = groupby((span for span in line if span.text), lambda span: span[1:])
    runs = [
        Run("".join(span.text for span in same), "*" * bold + "_" * italic, link)
        for (bold, italic, link), same in looks
    ]
    return [run if run.text.strip() else run._replace(marks="", link=None) for run in runs]


def _line(runs: Sequence[Run]) -> str:
    obeyed = _obeyed(runs)
    line, marked = "", False
    for run in runs:
        shown = _shown(run, obeyed)
        if _would_join(line[-1:], shown[:1], marked, bool(run.marks)):
            line += APART
        line += shown
        marked = bool(run.marks)
    return APART + line if line.lstrip().startswith("&gt;") else line


def _would_join(end: str, start: str, marked: bool, marks: bool) -> bool:
    """Whether marks between these characters would be taken for a part of a word."""
    ends = marked and end in TWINS
    starts = marks and start in TWINS
    return (starts and (end.isalnum() or ends)) or (ends and start.isalnum())


def _shown(run: Run, obeyed: frozenset[str]) -> str:
    """Return the run between its marks, which stand close to the words."""
    core = run.text.strip()
    before, _, after = run.text.partition(core) if core else (run.text, "", "")
    if run.link is not None:
        shown = f"<{escaped(run.link)}|{escaped(core)}>"
        if core == run.link:
            shown = f"<{escaped(core)}>"
    else:
        shown = escaped(_without_marks(core, obeyed, run.marks))
    return f"{before}{run.marks}{shown}{run.marks[::-1]}{after}"


def _obeyed(runs: Sequence[Run]) -> frozenset[str]:
    """Return the marks of which the line has so many that Slack would take two for a pair."""
    found = Counter(mark for run in runs for mark in run.marks)
    for run in runs:
        if run.link is None:
            found.update(c for i, c in enumerate(run.text) if _may_mark(run.text, i))
    return frozenset(mark for mark, times in found.items() if times > 1)


def _may_mark(text: str, place: int) -> bool:
    """Whether a mark of Slack's may begin or end a look here: not inside words, not alone."""
    if text[place] not in TWINS:
        return False
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return text[place] == "`" or not (
        (before.isalnum() and after.isalnum()) or (before.isspace() and after.isspace())
    )


def _without_marks(text: str, obeyed: frozenset[str], own: str) -> str:
    if not any(mark in text for mark in TWINS):
        return text
    return "".join(
        TWINS[c] if c in own or (c in obeyed and _may_mark(text, i)) else c
        for i, c in enumerate(text)
    )
