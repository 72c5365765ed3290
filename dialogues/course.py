"""The course: lessons, calculators, checklists and phrases of one revision, as frozen values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import Annotated, TypeAlias

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from dialogues.calculators.calculator import Calculator
from dialogues.calculators.training_cost.conversation.flow import shown
from dialogues.checklists.model import Checklist
from dialogues.model import Content, Id, Label, PictureRef, Step, Text, Was
from dialogues.phrases import Phrases
from dialogues.reply import Image, Reply
from dialogues.scene import Opened
from dialogues.state import Frame
from dialogues.steps.calculator import Calculator as CalculatorStep
from dialogues.steps.check import Check
from dialogues.steps.checklist import Checklist as ChecklistStep
from dialogues.steps.compare import Compare
from dialogues.steps.ending import Ending
from dialogues.steps.extras import Extras
from dialogues.steps.guess import Guess
from dialogues.steps.heading import Heading
from dialogues.steps.pause import Pause
from dialogues.steps.picture import Picture
from dialogues.steps.reflection import Reflection
from dialogues.steps.statement import Statement
from dialogues.text import plain

AnyStep: TypeAlias = Annotated[
    Statement
    | Picture
    | Check
    | Guess
    | Reflection
    | Extras
    | Pause
    | CalculatorStep
    | ChecklistStep
    | Compare
    | Ending,
    Field(discriminator="kind"),
]


class Section(Content):
    """A run of steps. With a `title` it is a part: numbered, with a heading and a hook."""

    id: Id
    was: Was = ()
    title: Text | None = None
    short: Label | None = None
    hook: Text | None = None
    steps: tuple[AnyStep, ...] = Field(min_length=1)

    @property
    def label(self) -> str:
        """The section's name on a button."""
        return self.short or (self.title or self.id)[:60]


class Term(Content):
    """A word of the glossary. `also` are other forms: plurals, abbreviations."""

    term: Text
    definition: Text
    also: tuple[Text, ...] = ()


class Said(Content):
    """What the document itself gave as its source, and what is wrong with it."""

    key: Text
    citation: Text
    verdict: Text


class Source(Content):
    """A source of the lesson's claims. `checked` says how: against the source, or known."""

    id: Id
    citation: Text
    checked: Text
    document: tuple[Said, ...] = ()


class Mark(Content):
    """One mark of a picture: the same picture with a place in it pointed out."""

    alt: Text
    caption: Text


class PictureFile(Content):
    """A picture of the lesson: an SVG in its folder, and the same in words."""

    id: Id
    file: Text
    alt: Text
    caption: Text
    text: Text
    marks: dict[Id, Mark] = Field(default_factory=dict)


class Document(Content):
    """The document that the lesson was made from, and what was done to it."""

    title: Text
    collected: date
    source_types: tuple[Text, ...] = ()
    criteria: tuple[Text, ...] = ()
    note: Text


class Lesson(Content):
    """One lesson. `revision` and `folder` come from the loader, not from the file."""

    id: Id
    title: Text
    language: Text
    audience: Text
    objective: Text
    minutes: int = Field(ge=1, le=120)
    document: Document | None = None
    pictures: tuple[PictureFile, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)
    glossary: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()
    revision: SkipJsonSchema[str] = ""
    folder: SkipJsonSchema[str] = ""

    @cached_property
    def parts(self) -> tuple[Section, ...]:
        """The sections that are numbered: those with a title."""
        return tuple(s for s in self.sections if s.title)

    @cached_property
    def path(self) -> tuple[tuple[Section, Step], ...]:
        """Every step in order, with its section; a part begins with its heading."""
        return tuple((section, step) for section in self.sections for step in self._steps(section))

    def _steps(self, section: Section) -> tuple[Step, ...]:
        if section.title is None:
            return section.steps
        number, parts = self.parts.index(section) + 1, len(self.parts)
        heading = Heading(
            id=section.id,
            was=section.was,
            number=number,
            parts=parts,
            title=section.title,
            hook=section.hook,
        )
        return (heading, *section.steps)

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each step id stands in `path`."""
        return {step.id: index for index, (_, step) in enumerate(self.path)}

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        """The frame of a learner who stands at each place of `path`."""
        return tuple(Frame(self.id, step.id, section.id) for section, step in self.path)

    @cached_property
    def renamed(self) -> dict[str, str]:
        """The present id of every step, or start of a section, that had another id before."""
        return {old: step.id for _, step in self.path for old in step.was}

    @cached_property
    def start(self) -> dict[str, str]:
        """The first step of every section, by the section's ids of now and before."""
        starts: dict[str, str] = {}
        for section, step in self.path:
            starts.setdefault(section.id, step.id)
        return {old: starts[s.id] for s in self.sections for old in s.was} | starts

    def step(self, id: str) -> Step | None:
        """Return the step of this id, if there is one."""
        index = self.place.get(id)
        return None if index is None else self.path[index][1]

    @cached_property
    def images(self) -> dict[tuple[str, str | None], Image]:
        """Every picture, whole and with each of its marks."""
        images: dict[tuple[str, str | None], Image] = {}
        for p in self.pictures:
            file = f"{self.folder}/{p.file}"
            images[p.id, None] = Image(file, p.alt, p.caption, p.text)
            for id, mark in p.marks.items():
                # What is pointed out is said by the caption; the whole in words is one word away.
                images[p.id, id] = Image(file, mark.alt, mark.caption, mark.caption, f"here-{id}")
        return images

    def image(self, ref: PictureRef) -> Image:
        """Return the picture; the content check sees to it that it is there."""
        return self.images[ref.picture, ref.mark]

    @cached_property
    def terms(self) -> dict[str, Term]:
        """The glossary by every form of every term, as it is compared."""
        return {plain(form): t for t in self.glossary for form in (t.term, *t.also)}

    @cached_property
    def source(self) -> dict[str, Source]:
        """The sources by id."""
        return {s.id: s for s in self.sources}


class Course(Content):
    """All that is taught and said, in one revision (a short hash of every file)."""

    lessons: tuple[Lesson, ...] = Field(min_length=1)
    checklists: tuple[Checklist, ...] = ()
    phrases: Phrases
    revision: str
    calculators: dict[str, Calculator] = Field(default_factory=dict)

    @cached_property
    def opened(self) -> dict[tuple[str, str], tuple[tuple[Reply, ...], bool]]:
        """What steps say when they are shown, by lesson and step, and whether they then wait.

        Filled as constant ones are shown: see `dialogues.kinds.Kind`.
        """
        return {}

    @cached_property
    def calculator_shown(self) -> Callable[[bool, tuple[tuple[str, str | int], ...]], Opened]:
        """Shows the page of a calculator for these slots. The last ones are remembered.

        What is pressed is looked up on the page that was just shown, and the buttons of the first
        questions lead most learners over the same pages.
        """
        return lru_cache(maxsize=1024)(partial(shown, self))

    @cached_property
    def lesson(self) -> dict[str, Lesson]:
        """The lessons by id."""
        return {lesson.id: lesson for lesson in self.lessons}

    @cached_property
    def checklist(self) -> dict[str, Checklist]:
        """The checklists by id."""
        return {checklist.id: checklist for checklist in self.checklists}
