"""What a learner wrote in their own words: taken as one line, or refused in plain words."""

from __future__ import annotations

import msgspec

from dialogues.checklists.conversation.case import Case
from dialogues.text import plain

LONGEST_TOOL = 120
LONGEST = 300
"""Characters of a reason, a note or a remark. A run has many of them, and all are kept."""


class Refused(msgspec.Struct, frozen=True):
    """Why the words were not taken, to be said to the learner."""

    words: str


def one_line(case: Case, text: str, most: int = LONGEST) -> str | Refused:
    """Return the words on one line, or why they cannot be taken."""
    words, line = case.phrases.checking, " ".join(text.split())
    if len(line) > most:
        return Refused(words.too_long.format(count=f"{len(line):,}", most=most))
    if not any(c.isalnum() for c in line) or plain(line) in case.phrases.go_on:
        return Refused(words.no_words)
    commands = case.phrases.commands.values()
    if (word := plain(line)) and any(word in command for command in commands):
        return Refused(words.command.format(word=word.replace(" ", "_")))
    return line
