"""The menu: the parts, what is done, and the way back into one."""

from __future__ import annotations

from dialogues.chat import calculate, checklist
from dialogues.course import Section
from dialogues.glossary import listed
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Ask, Call, Chosen, Close, Heard, Opened, Scene, Visit
from dialogues.text import plain
from dialogues.wording import progress_in_words


def open(scene: Scene) -> Opened:
    """List the parts with what is done; offer those that the learner has reached."""
    phrases = scene.phrases
    title = phrases.menu.title.format(title=scene.lesson.title)
    parts = [_part(scene, p) for p in _reached(scene)]
    text = "\n\n".join([title, parts_in_words(scene), *([phrases.menu.hint] if parts else [])])
    words = phrases.button
    choices = (
        *parts,  # first, so that their numbers are those of the parts
        Choice("close", words.back_to_place, also=(*phrases.go_on, "continue")),
        Choice("progress", words.progress),
        Choice("glossary", words.glossary),
        Choice("sources", words.sources),
        Choice("calculate", words.calculator, also=("calculate",)),
        Choice("checklist", words.checklist, also=("checklist",)),
        *([Choice("team", scene.phrases.teams.button_teams)] if scene.view.sharing else []),
        Choice("later", words.later),
    )
    return Opened((Reply(text, choices),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Go back to the place, revisit a part, or open what was pressed."""
    match answer:
        case Chosen("close"):
            return Heard(Close(leave=True))
        case Chosen("progress" | "glossary" as asked):
            words = listed(scene.lesson, scene.phrases.words)
            said = progress_in_words(scene) if asked == "progress" else words
            return Heard(Ask(), (Reply(said),))
        case Chosen("calculate" | "checklist" as flow):
            return calculate.called(scene) if flow == "calculate" else checklist.called(scene)
        case Chosen("sources" | "later" as step):
            return Heard(Call(step))
        case Chosen(choice):
            part = next((p for p in _reached(scene) if choice == f"part.{p.id}"), None)
            return Heard(Visit(part.id)) if part else None
        case _:
            return None


def _reached(scene: Scene) -> list[Section]:
    progress = scene.progress
    return [p for p in scene.lesson.parts if p.id in progress.reached or p.id in progress.done]


def _part(scene: Scene, part: Section) -> Choice:
    number = scene.lesson.parts.index(part) + 1
    name = scene.phrases.place.part_name.format(number=number)
    return Choice(
        f"part.{part.id}",
        f"{name}: {part.label}",
        also=(plain(name), plain(part.label), plain(part.title or "")),
    )


def parts_in_words(scene: Scene) -> str:
    """Return the parts, one a line, with what is done."""
    return "\n".join(_line(scene, n, part) for n, part in enumerate(scene.lesson.parts, 1))


def _line(scene: Scene, number: int, part: Section) -> str:
    words, progress = scene.phrases.menu, scene.progress
    if part.id in progress.done:
        form = words.part_done
    elif part.id == scene.section.id:
        form = words.part_here
    else:
        form = words.part_open if part.id in progress.reached else words.part_to_come
    return form.format(number=number, title=part.title)
