"""How much a question weighs: one rule, which never makes anything lighter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dialogues.checklists.context import Context, severity
from dialogues.checklists.model import Question, Severity
from tests.checklists.runs import SHIPPED, TOUCHES, contexts

QUESTIONS = st.sampled_from(SHIPPED.questions)
ORDER = list(Severity)


def weight(question: Question, context: Context) -> int:
    return -ORDER.index(severity(question, context, SHIPPED))


@given(QUESTIONS, contexts())
def test_what_the_tool_affects_never_lowers_a_severity(
    question: Question, context: Context
) -> None:
    assert weight(question, context) >= -ORDER.index(question.severity)


@given(QUESTIONS, contexts(), st.sampled_from(TOUCHES))
def test_affecting_more_never_lowers_a_severity(
    question: Question, context: Context, more: str
) -> None:
    wider = Context(context.tool, context.use, (*context.touches, more))
    assert weight(question, wider) >= weight(question, context)


@given(QUESTIONS, st.sampled_from([t for t in TOUCHES if t != "none"]))
def test_medium_becomes_high_and_nothing_else_changes(question: Question, touch: str) -> None:
    raised = severity(question, Context("A tool", "", (touch,)), SHIPPED)
    medium = question.severity is Severity.MEDIUM
    assert raised is (Severity.HIGH if medium else question.severity)


@given(QUESTIONS)
def test_affecting_nothing_raises_nothing(question: Question) -> None:
    for touches in ((), ("none",)):
        assert severity(question, Context("A tool", "", touches), SHIPPED) is question.severity
