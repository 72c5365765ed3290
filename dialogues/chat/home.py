"""The page that shows where the learner is. It is no step: it asks nothing and changes nothing."""

from __future__ import annotations

from dialogues.chat.menu import parts_in_words
from dialogues.reply import Choice, Reply
from dialogues.scene import Scene
from dialogues.wording import progress_lines


def page(scene: Scene, *, begun: bool) -> Reply:
    """Return the page: the place, the parts, what is stored; its choices are commands."""
    words, labels = scene.phrases.home, scene.phrases.button
    title = words.title.format(title=scene.lesson.title)
    if not begun:
        text = "\n\n".join([title, words.unbegun, words.stored])
        return Reply(text, (Choice("start", labels.begin),), form="home")
    parts = [words.parts.format(parts=parts_in_words(scene))] if scene.lesson.parts else []
    choices = (
        Choice("repeat", labels.go_on),
        Choice("menu", labels.menu),
        Choice("progress", labels.progress),
        Choice("glossary", labels.glossary),
        Choice("sources", labels.sources),
        Choice("mydata", labels.mydata),
    )
    text = "\n\n".join([title, *progress_lines(scene), *parts, words.stored])
    return Reply(text, choices, form="home")
