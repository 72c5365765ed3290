"""A reflection: free text about the learner's own firm. Optional and private."""

from __future__ import annotations

from typing import Literal

from dialogues.model import Step, Text
from dialogues.record import Reflected
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Call, Chosen, Heard, Next, Opened, Scene, Typed
from dialogues.text import plain


class Reflection(Step):
    """Asks for a few words, kept for the learner alone.

    Example: `{id: own-tool, kind: reflection, text: Name one tool in your firm.}`
    """

    kind: Literal["reflection"]
    text: Text


def open(scene: Scene) -> Opened:
    """Ask, and wait for free text."""
    step = scene.step
    assert isinstance(step, Reflection)
    words = scene.phrases.button
    choices = (Choice("skip", words.skip), Choice("menu", words.menu))
    return Opened((Reply(step.text, choices, form="text"),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Keep the words, or skip."""
    said = scene.phrases.answer
    match answer:
        case Chosen("skip"):
            return Heard(Next(), (Reply(said.skipped),))
        case Chosen("menu"):
            return Heard(Call("menu"))
        case Typed(text):
            lesson, run = scene.lesson, scene.progress.run
            record = Reflected(lesson.id, scene.step.id, text, run, lesson.revision)
            return Heard(Next(), (Reply(_thanks(scene, text)),), (record,))
        case _:
            return None


def _thanks(scene: Scene, text: str) -> str:
    """A word such as "back" may be an answer; whoever meant the command is told how to say it."""
    said, word = scene.phrases.answer, plain(text)
    if word in scene.phrases.command:
        return said.reflected_command.format(word=word)
    return said.reflected
