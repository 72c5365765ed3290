"""What a checklist is: a file of questions about one tool, with what to do about each answer.

The names `title`, `sections`, `section_id`, `lines`, `line_id`, `line_summary` and `line` are those
of the checklists of deon (https://deon.drivendata.org), which can show such a file.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from dialogues.model import Content, Id, Label, Text, Was


class Severity(StrEnum):
    """How much an open question weighs. The order is that of a summary."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Effort(StrEnum):
    """How big a next step is: S under half a day, M 1 to 3 days, L more or outside help."""

    S = "S"
    S_M = "S-M"
    M = "M"
    M_L = "M-L"
    L = "L"


class Action(Content):
    """A next step: what to do, in which role, how big it is. Its first sentence can stand alone."""

    action: Text
    owner: Label
    effort: Effort


class Citation(Content):
    """Where in a source of the checklist a question comes from."""

    source: Id
    at: Text | None = None


class Question(Content):
    """One question. `owner` and `effort` hold for Don't know too, unless that has its own.

    `planned` is asked about a tool that is not in use yet, `supplier` is what to ask the supplier.
    """

    line_id: Id
    was: Was = ()
    line_summary: Label
    line: Text
    planned: Text | None = None
    help: Text | None = None
    why: Text
    evidence: Text
    if_no: Text
    if_unknown: Text
    owner: Label
    effort: Effort
    owner_if_unknown: Label | None = None
    effort_if_unknown: Effort | None = None
    supplier: Text | None = None
    severity: Severity
    short: bool = False
    topics: tuple[Id, ...] = Field(min_length=1)
    sources: tuple[Citation, ...] = ()

    @cached_property
    def next_if_no(self) -> Action:
        """What to do when the answer is No or Partly."""
        return Action(action=self.if_no, owner=self.owner, effort=self.effort)

    @cached_property
    def next_if_unknown(self) -> Action:
        """How to find out when the answer is Don't know."""
        return Action(
            action=self.if_unknown,
            owner=self.owner_if_unknown or self.owner,
            effort=self.effort_if_unknown or self.effort,
        )


class QuestionSection(Content):
    """A run of questions under a title."""

    section_id: Id
    title: Text
    lines: tuple[Question, ...] = Field(min_length=1)


class Use(Content):
    """A way to use a tool. `planned` says that it is not in use yet."""

    id: Id
    text: Label
    planned: bool = False


class UseQuestion(Content):
    """How the tool is used."""

    text: Text
    choices: tuple[Use, ...] = Field(min_length=2)


class Touch(Content):
    """Something that a tool may affect. `raises` says that medium questions then weigh high.

    `alone` says that it is not chosen together with others: None, or Don't know.
    """

    id: Id
    text: Label
    raises: bool = False
    alone: bool = False


class TouchQuestion(Content):
    """What the tool affects; if something that raises, `action` is a next step of its own."""

    text: Text
    choices: tuple[Touch, ...] = Field(min_length=2)
    action: Action


class ContextCard(Content):
    """What is asked before the first question, and does not count as an answer."""

    tool: Text
    use: UseQuestion
    touches: TouchQuestion


class ChecklistSource(Content):
    """A source of the questions. `checked` says how: against the source, or known."""

    id: Id
    citation: Text
    checked: Text


class Checklist(Content):
    """A checklist. `revision` comes from the loader, `version` from the author.

    `closing` is the last thing asked: free text, optional.
    """

    id: Id
    title: Text
    name: Label
    version: Label
    language: Text
    intro: Text
    context: ContextCard
    topics: dict[Id, Label] = Field(min_length=1)
    sections: tuple[QuestionSection, ...] = Field(min_length=1)
    closing: Text
    sources: tuple[ChecklistSource, ...] = ()
    revision: SkipJsonSchema[str] = ""

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question in order."""
        return tuple(question for section in self.sections for question in section.lines)

    @cached_property
    def place(self) -> dict[str, int]:
        """Where the question of each id stands, also of an id that it had before."""
        places = enumerate(self.questions)
        return {id: i for i, q in places for id in (*q.was, q.line_id)}

    def question(self, id: str) -> Question | None:
        """Return the question that has or had this id, if there is one."""
        index = self.place.get(id)
        return None if index is None else self.questions[index]

    @cached_property
    def use(self) -> dict[str, Use]:
        """The ways of use by id."""
        return {use.id: use for use in self.context.use.choices}

    @cached_property
    def touch(self) -> dict[str, Touch]:
        """What may be affected, by id."""
        return {touch.id: touch for touch in self.context.touches.choices}
