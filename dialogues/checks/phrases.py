"""The rules of the bot's own words: what is filled in, and what is understood anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from dialogues.checks.nearest import did_you_mean
from dialogues.checks.placeholders import wrongly_filled
from dialogues.commands import COMMANDS
from dialogues.phrases import FILLED, Phrases
from dialogues.problem import Problem
from dialogues.text import plain


def wrong_phrases(phrases: Phrases) -> Iterator[Problem]:
    """Give everything that would make a phrase or a word fail when it is used."""
    for group, field in Phrases.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            for name, text in getattr(phrases, group):
                yield from wrongly_filled(text, FILLED.get(f"{group}.{name}", ""), (group, name))
    yield from wrongly_filled(phrases.help, "", ("help",))
    yield from _wrong_commands(phrases)
    yield from _unheard(phrases.go_on, ("go_on",))
    for answer, words in phrases.answered.items():
        yield from _unheard(words, ("answered", answer.value))


def _wrong_commands(phrases: Phrases) -> Iterator[Problem]:
    owner = {plain(word): "go_on" for word in phrases.go_on}
    for name, words in phrases.commands.items():
        at = ("commands", name)
        if name not in COMMANDS:
            yield Problem("command", f"no command {name!r}" + did_you_mean(name, COMMANDS), at)
        yield from _unheard(words, at)
        for index, word in enumerate(words):
            if owner.setdefault(word, name) != name:
                wrong = f"{word!r} already means {owner[word]!r}: take another word"
                yield Problem("command", wrong, (*at, index))
    for name in phrases.listed:
        if name not in COMMANDS:
            wrong = f"no command {name!r}" + did_you_mean(name, COMMANDS)
            yield Problem("command", wrong, ("listed", name))
    for name in COMMANDS:
        if not phrases.commands.get(name):
            wrong = f"no word calls the command {name!r}: add one"
            yield Problem("command", wrong, ("commands",))


def _unheard(words: tuple[str, ...], at: tuple[str, ...]) -> Iterator[Problem]:
    """Give words that cannot be heard, because what is typed is compared in plain form."""
    for index, word in enumerate(words):
        if word != plain(word):
            form = f"write it as {plain(word)!r}" if plain(word) else "it has no letters"
            wrong = f"{word!r} would never be understood: {form}"
            yield Problem("command", wrong, (*at, index))
