"""One line of a person's own words to another person."""

from __future__ import annotations

from dialogues.reply import Reply
from dialogues.scene import Scene
from dialogues.text import plain

LONGEST = 300


def line(scene: Scene, text: str, most: int = LONGEST) -> str | Reply:
    """Return the words on one line, or what to say to words that cannot be taken."""
    words, said = scene.phrases.checking, " ".join(text.split())
    if len(said) > most:
        return Reply(words.too_long.format(count=f"{len(said):,}", most=most))
    if not any(c.isalnum() for c in said):
        return Reply(words.no_words)
    if (word := plain(said)) in scene.phrases.command:
        return Reply(words.command.format(word=word.replace(" ", "_")))
    return said
