"""An author who changes lessons under the learners' feet, in any way that can be taught."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from itertools import count
from typing import TypeAlias

from bot import shipped
from bot.content.calculator import read_calculators
from bot.content.checklist import checklist_files, checklist_folder, read_checklist
from bot.content.folder import read_phrases
from dialogues.checklists.model import Checklist
from dialogues.checks.sound import unsound
from dialogues.course import Course, Lesson
from dialogues.phrases import Phrases
from tests.transcripts.courses import Raw, harbor, steps, tiny

OPTIONS: list[Raw] = [
    {"id": "lamp", "text": "The lamp", "feedback": "It is small."},
    {"id": "lens", "text": "The lens", "feedback": "It bends the light.", "right": True},
    {"id": "dark", "text": "The dark", "feedback": "It helps a little."},
]

KINDS: Mapping[str, Raw] = {
    "statement": {"text": "A bubble."},
    "check": {"text": "Which?", "objective": "Know it", "hint": "Look.", "choices": OPTIONS},
    "guess": {
        "text": "Guess?",
        "thanks": "Thanks.",
        "again": "c.far",
        "choices": [{"id": o["id"], "text": o["text"]} for o in OPTIONS],
    },
    "reflection": {"text": "What do you think?"},
    "pause": {"text": "A break?"},
    "calculator": {"calculator": "training-cost"},
    "checklist": {"checklist": "ai-tool"},
    "extras": {"text": "More?", "extras": [{"id": "fog", "title": "Fog", "text": "A horn."}]},
}
"""What a step is made of when its kind changes."""


def phrases() -> Phrases:
    """Return the phrases that ship with the program."""
    file = read_phrases(shipped.CONTENT)
    assert file.value
    return file.value


def checklists() -> tuple[Checklist, ...]:
    """Return the checklists that ship with the program."""
    files = map(read_checklist, checklist_files(checklist_folder(shipped.CONTENT)))
    return tuple(file.value for file in files if file.value)


PHRASES = phrases()
CALCULATORS = {c.name: c for c in read_calculators(shipped.CONTENT).calculators}
CHECKLISTS = checklists()


class Author:
    """Holds the lessons as files, edits them, and publishes them as a course."""

    def __init__(self) -> None:
        self.lessons = [tiny()]
        self.drawer = [harbor()]  # lessons that are not offered
        self.removed: list[tuple[list[Raw], Raw]] = []  # steps and sections, with where they stood
        self.numbers = count(1)
        self.courses: list[Course] = []
        self.publish()

    @property
    def course(self) -> Course:
        """The course as it was published last."""
        return self.courses[-1]

    def publish(self) -> None:
        """Make the lessons a course of a new revision."""
        revision = f"r{next(self.numbers)}"
        lessons = [Lesson.model_validate(_tidied(raw)) for raw in self.lessons]
        assert not [p for lesson in lessons for p in unsound(lesson)]
        named = [x.model_copy(update={"revision": revision, "folder": x.id}) for x in lessons]
        course = Course(
            lessons=tuple(named),
            phrases=PHRASES,
            revision=revision,
            calculators=CALCULATORS,
            checklists=CHECKLISTS,
        )
        self.courses.append(course)

    # What an author may do. `pick` chooses where.

    def rename_step(self, pick: int) -> None:
        all_steps = [*steps(self._lesson(pick))]
        self._rename(all_steps[pick % len(all_steps)])

    def rename_everything(self, pick: int) -> None:
        lesson = self._lesson(pick)
        for thing in (*lesson["sections"], *steps(lesson)):
            self._rename(thing)

    def _rename(self, thing: Raw) -> None:
        old, new = thing["id"], f"{origin(thing['id'])}.v{next(self.numbers)}"
        thing.update(id=new, was=[*thing.get("was", ()), old])
        for lesson in self.lessons:
            for step in steps(lesson):
                _follow(step, old, new)

    def remove_step(self, pick: int) -> None:
        places = [
            (section["steps"], index)
            for section in self._lesson(pick)["sections"]
            for index, step in enumerate(section["steps"])
            if step["kind"] != "ending"
        ]
        if places:
            self._remove(*places[pick % len(places)])

    def remove_section(self, pick: int) -> None:
        sections = self._lesson(pick)["sections"]
        if len(sections) > 1:
            self._remove(sections, pick % (len(sections) - 1))

    def _remove(self, things: list[Raw], index: int) -> None:
        self.removed.append((things, things.pop(index)))

    def put_back(self, pick: int) -> None:
        if self.removed:
            things, thing = self.removed.pop(pick % len(self.removed))
            things.insert(pick % max(1, len(things)), thing)

    def swap_steps(self, pick: int) -> None:
        sections = self._lesson(pick)["sections"][:-1]
        if sections:
            section = sections[pick % len(sections)]
            section["steps"].reverse()

    def reorder_choices(self, pick: int) -> None:
        for step in steps(self._lesson(pick)):
            step.get("choices", []).reverse()

    def remove_choice(self, pick: int) -> None:
        for step in steps(self._lesson(pick)):
            wrong = [c for c in step.get("choices", ()) if not c.get("right")]
            if len(step.get("choices", ())) > 2:
                step["choices"].remove(wrong[pick % len(wrong)])

    def change_kind(self, pick: int) -> None:
        middle = _middle(self._lesson(pick))
        if middle:
            step = middle[pick % len(middle)]
            kept: Raw = {"id": step["id"], "was": step.get("was", [])}
            kind = [*KINDS][pick % len(KINDS)]
            step.clear()
            step.update(kept, kind=kind, **copy.deepcopy(KINDS[kind]))

    def take_away(self, pick: int) -> None:
        if len(self.lessons) > 1:
            self.drawer.append(self.lessons.pop(pick % len(self.lessons)))

    def offer(self, pick: int) -> None:
        if self.drawer:
            self.lessons.append(self.drawer.pop(pick % len(self.drawer)))

    def _lesson(self, pick: int) -> Raw:
        return self.lessons[pick % len(self.lessons)]


Edit: TypeAlias = Callable[[Author, int], None]

EDITS: tuple[Edit, ...] = (
    Author.rename_step,
    Author.rename_everything,
    Author.remove_step,
    Author.remove_section,
    Author.put_back,
    Author.put_back,
    Author.swap_steps,
    Author.reorder_choices,
    Author.remove_choice,
    Author.change_kind,
    Author.take_away,
    Author.offer,
)


def origin(id: str) -> str:
    """Return the id that a step or section had at first."""
    return id.partition(".v")[0]


def _middle(lesson: Raw) -> list[Raw]:
    """All steps but the ending."""
    return [step for step in steps(lesson) if step["kind"] != "ending"]


def _follow(step: Raw, old: str, new: str) -> None:
    """Let what names a step name it by its new id."""
    if step.get("again") == old:
        step["again"] = new
    for pair in step.get("pairs", ()):
        pair.update({key: new for key in ("guess", "check") if pair[key] == old})


def _tidied(lesson: Raw) -> Raw:
    """Return the lesson without what names a step that is gone, or comes too early."""
    tidy = copy.deepcopy(lesson)
    order = {step["id"]: index for index, step in enumerate(steps(tidy))}
    kinds = {step["id"]: step["kind"] for step in steps(tidy)}
    for section in tidy["sections"]:
        section["steps"] = [s for s in section["steps"] if _holds(s, order, kinds)]
    tidy["sections"] = [s for s in tidy["sections"] if s["steps"]]
    return tidy


def _holds(step: Raw, order: Mapping[str, int], kinds: Mapping[str, str]) -> bool:
    here = order[step["id"]]
    if step["kind"] == "guess":
        later = [id for id in order if kinds[id] == "check" and order[id] > here]
        if step["again"] not in later:
            step["again"] = later[0] if later else ""
        return bool(later)
    if step["kind"] == "compare":
        step["pairs"] = [p for p in step["pairs"] if _stands(p, order, kinds, here)]
        return bool(step["pairs"])
    return True


def _stands(pair: Raw, order: Mapping[str, int], kinds: Mapping[str, str], here: int) -> bool:
    return (
        kinds.get(pair["guess"]) == "guess"
        and kinds.get(pair["check"]) == "check"
        and order[pair["guess"]] < order[pair["check"]] < here
    )
