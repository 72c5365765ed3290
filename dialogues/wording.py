"""The learner's place and progress, in words."""

from __future__ import annotations

from dialogues.scene import Scene
from dialogues.steps.check import Check


def place_in_words(scene: Scene) -> str:
    """Return "part 2 of 7", or the words for what stands before and after the parts."""
    words, parts = scene.phrases.place, scene.lesson.parts
    if scene.section in parts:
        number = parts.index(scene.section) + 1
        return words.part_short.format(number=number, parts=len(parts))
    after = parts and scene.place > scene.lesson.place[scene.lesson.start[parts[-1].id]]
    return words.after_parts if after else words.before_parts


def progress_in_words(scene: Scene) -> str:
    """Return where the learner is, what is done, what to look at again, and who sees this."""
    return "\n\n".join([*progress_lines(scene), scene.phrases.menu.private])


def progress_lines(scene: Scene) -> list[str]:
    """Return where the learner is, what is done, and what to look at again."""
    words, progress, lesson = scene.phrases.menu, scene.progress, scene.lesson
    done = sum(p.id in progress.done for p in lesson.parts)
    place = place_in_words(scene)
    lines = [words.progress.format(place=place, done=done, parts=len(lesson.parts))]
    if progress.outcomes:
        first = sum(o.first_try for o in progress.outcomes.values())
        lines.append(words.answered.format(answered=len(progress.outcomes), first=first))
    if review := _review(scene):
        lines.append(words.review.format(review=review))
    return lines


def _review(scene: Scene) -> str:
    steps = (scene.lesson.step(id) for id in scene.progress.review)
    return "; ".join(step.objective for step in steps if isinstance(step, Check))
