"""The rules of the bot's own words: what is filled in, and what is understood anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter

from pydantic import BaseModel

from dialogues.checks.nearest import nearest
from dialogues.commands import COMMANDS
from dialogues.phrases import Phrases
from dialogues.problem import Problem
from dialogues.text import plain

FILLED: Mapping[str, str] = {
    "answer.hint": "hint",
    "answer.show": "letter? choice feedback",
    "answer.wrong_twice": "feedback answer",
    "answer.compared": "question? guess answer",
    "answer.compared_same": "question? guess answer",
    "trouble.unknown_command": "command?",
    "place.part": "number parts? title",
    "place.part_short": "number parts?",
    "place.welcome_back": "place",
    "menu.title": "title",
    "menu.part_done": "number? title",
    "menu.part_here": "number? title",
    "menu.part_open": "number? title",
    "menu.part_to_come": "number? title",
    "menu.progress": "place done parts",
    "menu.answered": "answered first",
    "menu.review": "review",
    "later.set": "when",
    "words.entry": "term definition",
    "words.listed": "terms example?",
    "words.nearest": "terms",
    "words.sources": "part sources",
    "words.part_sources": "number",
    "words.document": "title collected note? sources",
    "words.document_source": "key said verdict citation",
    "words.document_said": "citation",
}
"""The names that each phrase may have in braces; it can do without one that has a ?."""


def wrong_phrases(phrases: Phrases) -> Iterator[Problem]:
    """Give everything that would make a phrase or a word fail when it is used."""
    for group, field in Phrases.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            for name, text in getattr(phrases, group):
                yield from _wrongly_filled(text, (group, name))
    yield from _wrongly_filled(phrases.help, ("help",))
    yield from _wrong_commands(phrases)
    yield from _unheard(phrases.go_on, ("go_on",))


def _wrongly_filled(text: str, at: tuple[str, ...]) -> Iterator[Problem]:
    """Give names in braces that are not filled in here, and needed ones that are not there."""
    known = FILLED.get(".".join(at), "").split()
    try:
        named = [field for field in Formatter().parse(text) if field[1] is not None]
    except ValueError:
        yield Problem("placeholder", "a brace without its partner: write {name}, or no brace", at)
        return
    names = {
        name + (f":{form}" if form else "") + ("!" if how else "") for _, name, form, how in named
    }
    allowed = [name.removesuffix("?") for name in known]
    for name in sorted(names - set(allowed)):
        listed = ", ".join(f"{{{n}}}" for n in allowed) or "nothing"
        wrong = f"{{{name}}} is not filled in here{nearest(name, allowed)}; filled in: {listed}"
        yield Problem("placeholder", wrong, at)
    for name in sorted({n for n in known if not n.endswith("?")} - names):
        yield Problem("placeholder", f"{{{name}}} is missing: put it where it is to stand", at)


def _wrong_commands(phrases: Phrases) -> Iterator[Problem]:
    owner = {plain(word): "go_on" for word in phrases.go_on}
    for name, words in phrases.commands.items():
        at = ("commands", name)
        if name not in COMMANDS:
            yield Problem("command", f"no command {name!r}" + nearest(name, COMMANDS), at)
        yield from _unheard(words, at)
        for index, word in enumerate(words):
            if owner.setdefault(word, name) != name:
                wrong = f"{word!r} already means {owner[word]!r}: take another word"
                yield Problem("command", wrong, (*at, index))
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
