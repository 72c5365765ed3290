"""The choice of a lesson, where there is more than one."""

from __future__ import annotations

from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Heard, Opened, Scene, Take


def open(scene: Scene) -> Opened:
    """Offer the lessons."""
    choices = tuple(Choice(lesson.id, lesson.title[:72]) for lesson in scene.course.lessons)
    return Opened((Reply(scene.phrases.place.choose_lesson, choices),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Take the lesson, at the place that was kept in it."""
    if isinstance(answer, Chosen) and answer.choice in scene.course.lesson:
        return Heard(Take(answer.choice))
    return None
