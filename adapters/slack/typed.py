"""What a learner typed, as they typed it: Slack escapes it and writes links its own way."""

from __future__ import annotations

import re

_MARKED = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_SIGNS = re.compile("^[@#!]")


def plain(text: str) -> str:
    """Return the text without Slack's marks: links are their words, mentions their names."""
    words = _MARKED.sub(_words, text)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _words(found: re.Match[str]) -> str:
    target, label = found[1], found[2]
    sign = _SIGNS.match(target)
    if sign is None:
        return label or target
    if sign[0] == "!":
        return label or f"@{target[1:]}"
    return f"{sign[0]}{label or target[1:]}"
