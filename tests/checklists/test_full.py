"""The full answers keep everything that was said, as it was said."""

from __future__ import annotations

from hypothesis import given

from adapters.terminal.markdown import plain
from dialogues.checklists.answers import Answer, Basis, Run
from dialogues.checklists.context import Context
from dialogues.checklists.full import full_answers
from dialogues.checklists.summary import summarized, without_words
from dialogues.phrases import Phrases
from tests.checklists.runs import DANA, HIRING, SHIPPED, TODAY, answered, run, runs
from tests.checklists.test_content import SCORES
from tests.engine.author import PHRASES


def test_full_answers_read_like_this(phrases: Phrases) -> None:
    history = (
        answered("K1", (Answer.YES, Basis.TOLD), note="On the phone."),
        answered("K3", Answer.UNKNOWN),
        answered("K11", Answer.DOES_NOT_APPLY, "No staff."),
    )
    given = Run("ai-tool", context=HIRING, history=history)
    said = full_answers(summarized(SHIPPED, given, DANA, TODAY), phrases)
    assert said[0] == (
        "**K1. Was the training data diverse and unbiased?**\n"
        "Yes, told by the supplier (high severity)\nNote: “On the phone.”"
    )
    assert said[1].endswith("implemented?**\nnot answered (high severity)")
    assert said[2].endswith(
        "transparent?**\nDon't know (high severity)\n"
        "Next: Ask the supplier for known limits and failures. Purchasing, under half a day."
    )
    assert said[4].endswith("Does not apply (high severity)\nReason: “No staff.”")


def test_a_planned_tool_is_shown_as_it_was_asked_about(phrases: Phrases) -> None:
    given = run({"K2": Answer.NO}, Context("A bot", "planned"))
    said = full_answers(summarized(SHIPPED, given, DANA, TODAY), phrases)
    assert said[1].startswith("**K2. Will appropriate privacy measures be in place")


@given(runs())
def test_nothing_is_left_out_but_what_the_learner_leaves_out(run: Run) -> None:
    found = summarized(SHIPPED, run, DANA, TODAY)
    said = full_answers(found, PHRASES)
    assert len(said) == len(found.points)
    for point, text in zip(found.points, said, strict=True):
        assert not point.next or point.next.action in text
        assert ("Note: " in text) == bool(point.note)
        assert point.note in plain(text)
        assert ("Reason: " in text) == bool(point.reason)
    assert not any("Note: " in text for text in full_answers(without_words(found), PHRASES))
    assert not SCORES.search(" ".join(said))
