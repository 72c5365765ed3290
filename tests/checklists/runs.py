"""Runs through the shipped checklist: written down, or any that there can be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TypeAlias

from hypothesis import strategies as st

from bot import shipped
from bot.content.checklist import CHECKLISTS, read_checklist
from dialogues.checklists.answers import Answer, Answered, Basis, Form, Run
from dialogues.checklists.context import Context
from dialogues.checklists.model import Checklist
from dialogues.checklists.summary import Respondent

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
DANA = Respondent("Dana K.", "customer service")
TOOL = "Support chatbot (answers order questions)"
HARMLESS = Context(TOOL, "ready-made", ("none",))
HIRING = Context(TOOL, "ready-made", ("staff",))

Given: TypeAlias = Answer | tuple[Answer, Basis] | None


def shipped_checklist() -> Checklist:
    file = read_checklist(shipped.CONTENT / CHECKLISTS / "ai-tool.yaml")
    assert file.value
    return file.value


SHIPPED = shipped_checklist()


def answered(question: str, given: Given, reason: str = "", note: str = "") -> Answered:
    answer, basis = given if isinstance(given, tuple) else (given, None)
    return Answered(question, answer, NOON, "r1", basis, reason, note)


def run(
    given: Mapping[str, Given],
    context: Context = HARMLESS,
    form: Form = Form.SHORT,
    remark: str = "",
) -> Run:
    """Return a run in which each question, by its id, was answered like this."""
    history = tuple(answered(question, answer) for question, answer in given.items())
    return Run(SHIPPED.id, 1, form, context, history, remark)


MOCK_UP = run(
    {
        "K1": Answer.UNKNOWN,
        "K2": (Answer.YES, Basis.TOLD),
        "K3": Answer.PARTLY,
        "K8": Answer.NO,
        "K11": Answer.NO,
        "K12": (Answer.YES, Basis.SEEN),
        "K13": Answer.UNKNOWN,
    },
    remark="Customers already quote the bot's refund promises.",
)
"""One learner's answers to the short form, with something of everything."""

ANSWERS: st.SearchStrategy[Given] = st.sampled_from(
    [*Answer, None, *((Answer.YES, basis) for basis in Basis)]
)
IDS = [question.line_id for question in SHIPPED.questions]
TOUCHES = [touch.id for touch in SHIPPED.context.touches.choices]
USES = [use.id for use in SHIPPED.context.use.choices]
WORDS = st.sampled_from(
    ["", "We asked them.", "a *bold* [x](y) back\\slash _it_", "so many words " * 20, "w" * 99]
)


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    touches = draw(st.lists(st.sampled_from(TOUCHES), unique=True))
    return Context(draw(WORDS), draw(st.sampled_from(USES)), tuple(touches))


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """Give any run: questions skipped, answered again, never reached; words of any length."""
    history = draw(
        st.lists(
            st.builds(
                answered,
                st.sampled_from(IDS),
                ANSWERS,
                WORDS,
                WORDS,
            ),
            max_size=40,
        )
    )
    form = draw(st.sampled_from(Form))
    return Run(SHIPPED.id, 1, form, draw(contexts()), tuple(history), draw(WORDS))


@st.composite
def full_runs(draw: st.DrawFn) -> Run:
    """Give a run with an answer, or a skip, to each of the 15 questions."""
    given = [answered(id, draw(ANSWERS), draw(WORDS)) for id in IDS]
    return Run(SHIPPED.id, 1, Form.FULL, draw(contexts()), tuple(given), draw(WORDS))
