"""Files that are made for a learner: not more of them than anybody needs."""

from __future__ import annotations

from dialogues.state import fresh
from tests.engine.talks import course, say


def test_a_hundred_presses_make_one_file() -> None:
    made, conversation = 0, fresh()
    for _ in range(100):
        turn = say(course(), conversation, "mydata")
        made += sum(reply.document is not None for reply in turn.replies)
        conversation = turn.conversation
    assert made == 1
