"""Reads Slack's mrkdwn as Slack does, as far as the bot uses it, and what could be abused."""

from __future__ import annotations

import re
from typing import NamedTuple

from adapters.slack.mrkdwn import APART, TWINS

_COMMAND = re.compile(r"<([^<>]*)>")
_LOOKS = {
    "bold": re.compile(r"(?<![^\W_])\*(?=\S)([^*\n]*[^\s*])\*(?![^\W_])"),
    "italic": re.compile(r"(?<![^\W_])_(?=\S)([^_\n]*[^\s_])_(?![^\W_])"),
    "strike": re.compile(r"(?<![^\W_])~(?=\S)([^~\n]*[^\s~])~(?![^\W_])"),
    "code": re.compile(r"`[^`\n]+`"),
    "quote": re.compile(r"^\s*&gt;", re.MULTILINE),
}


class Read(NamedTuple):
    """What Slack shows: the words, the addresses of links, what else is obeyed, the looks."""

    text: str
    links: list[str]
    commands: list[str]
    looks: dict[str, list[str]]


def read(mrkdwn: str) -> Read:
    """Return what Slack would make of the text."""
    found = _COMMAND.findall(mrkdwn)
    links = [words.partition("|")[0] for words in found if words.startswith("http")]
    commands = [words for words in found if not words.startswith("http")]
    words = _COMMAND.sub(lambda m: m[1].partition("|")[2] or m[1], mrkdwn)
    outside = _COMMAND.sub("\u25a1", mrkdwn)
    looks = {
        name: [_unescaped(m[0]) for m in look.finditer(outside)] for name, look in _LOOKS.items()
    }
    return Read(_unescaped(words), [_unescaped(link) for link in links], commands, looks)


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def compared(text: str) -> str:
    """Return the text without white space, marks, and what cannot be seen beside a mark."""
    for mark, twin in TWINS.items():
        text = text.replace(twin, "").replace(mark, "")
    return "".join(text.replace(APART, "").split())
