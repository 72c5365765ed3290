"""The sources: of each part, and what the document itself gave as its sources."""

from __future__ import annotations

from dialogues.course import Lesson, Section, Source
from dialogues.reply import Choice, Reply
from dialogues.scene import Answer, Chosen, Close, Heard, Opened, Scene, Stay
from dialogues.steps.extras import Extras
from dialogues.steps.statement import Statement

DOCUMENT = "document"
"""The choice that shows what the document said."""


def open(scene: Scene) -> Opened:
    """Offer the parts and the document; after a choice, show its sources above the choices."""
    words, lesson = scene.phrases.words, scene.lesson
    choices: list[Choice] = []
    for number, part in enumerate(lesson.parts, 1):
        if part_sources(lesson, part):
            choices.append(
                Choice(f"part.{part.id}", scene.phrases.place.part_name.format(number=number))
            )
    if lesson.document:
        choices.append(Choice(DOCUMENT, scene.phrases.button.document))
    text = _shown(scene) or (words.ask if choices else words.no_sources)
    choices.append(Choice("close", scene.phrases.button.back_to_place))
    return Opened((Reply(text, tuple(choices)),))


def hear(scene: Scene, answer: Answer) -> Heard | None:
    """Show the sources of what was chosen."""
    match answer:
        case Chosen("close"):
            return Heard(Close())
        case Chosen(choice) if choice == DOCUMENT and scene.lesson.document:
            return Heard(Stay({"of": choice}))
        case Chosen(choice) if any(choice == f"part.{p.id}" for p in scene.lesson.parts):
            return Heard(Stay({"of": choice}))
        case _:
            return None


def part_sources(lesson: Lesson, part: Section) -> list[Source]:
    """Return the sources of a part's bubbles and extras, each once, in order of use."""
    ids: dict[str, None] = {}
    for step in part.steps:
        match step:
            case Statement():
                ids.update(dict.fromkeys(step.sources))
            case Extras():
                ids.update(dict.fromkeys(id for extra in step.extras for id in extra.sources))
    return [lesson.source[id] for id in ids if id in lesson.source]


def _shown(scene: Scene) -> str | None:
    of = str(scene.slots.get("of", ""))
    if of == DOCUMENT:
        return _document(scene)
    words = scene.phrases.words
    for number, part in enumerate(scene.lesson.parts, 1):
        if of == f"part.{part.id}":
            sources = "\n".join(
                words.source.format(citation=s.citation, checked=s.checked)
                for s in part_sources(scene.lesson, part)
            )
            name = scene.phrases.place.part_name.format(number=number).lower()
            return words.sources.format(part=name, sources=sources)
    return None


def _document(scene: Scene) -> str | None:
    document, words = scene.lesson.document, scene.phrases.words
    if document is None:
        return None
    said = [
        words.document_source.format(
            key=s.key, said=s.citation, verdict=s.verdict, citation=source.citation
        )
        for source in scene.lesson.sources
        for s in source.document
    ]
    return words.document.format(
        title=document.title,
        collected=document.collected.isoformat(),
        note=document.note,
        sources="\n\n".join(said),
    )
