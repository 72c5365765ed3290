"""Looking up a word: a window opens from the home page, and the answer stands in the messages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.updates import LOOK_UP, Ignored, Taken, read
from dialogues.input import Said
from tests.slack.fake.faults import Fault
from tests.slack.fake.people import Person
from tests.slack.fake.server import FakeSlack
from tests.slack.fake.views import check_view
from tests.slack.payloads import TEAM, Payload
from tests.slack.process import MODES, Mode
from tests.slack.teaching import teaching

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


async def at_the_page(slack: FakeSlack) -> Person:
    """Return somebody who began the lesson and sees their home page."""
    ann = slack.user("U1")
    assert (await ann.opens("messages").over()).taken
    await ann.until(lambda sees: bool(sees) and "A: The lens" in ann.buttons(sees[-1]))
    assert (await ann.opens("home").over()).taken
    await slack.ledger.wait(lambda: ann.page is not None)
    return ann


@pytest.mark.parametrize("mode", MODES)
async def test_a_word_is_typed_into_a_window_and_explained_in_the_messages(
    mode: Mode, tmp_path: Path
) -> None:
    async with FakeSlack() as slack, teaching(slack, tmp_path, mode) as running:
        ann = await at_the_page(slack)
        assert (await ann.presses_page("Glossary").over()).taken
        (window,) = ann.modals
        assert window.view["title"]["text"] == "Look up a word"
        before = len(ann.sees)
        sent = await ann.submits_view({"typed": {"typed": "lens"}}).over()
        check_view(sent.body["view"], "modal")
        assert sent.body["response_action"] == "update"
        assert "Messages" in sent.body["view"]["blocks"][0]["text"]["text"]
        again = await ann.submits_view({"typed": {"typed": "lens"}}).over()
        assert again.body == sent.body
        await ann.until(lambda sees: len(sees) == before + 2)
        assert "glass that bends light" in ann.sees[before].text
        assert await running.stop() == 0
        assert len(ann.sees) == before + 2  # sent off twice, explained once
        assert slack.ledger.findings == []


async def test_where_no_window_can_be_opened_the_words_come_as_a_message(tmp_path: Path) -> None:
    async with FakeSlack() as slack, teaching(slack, tmp_path, "socket") as running:
        ann = await at_the_page(slack)
        slack.faults.add(Fault(method="views.open", code="expired_trigger_id"))
        before = len(ann.sees)
        assert (await ann.presses_page("Glossary").over()).taken
        await ann.until(lambda sees: len(sees) > before)
        assert ann.modals == ()
        assert await running.stop() == 0


def submission(**view: Any) -> Payload:
    """Return a window that was sent off."""
    typed = {"values": {"typed": {"typed": {"type": "plain_text_input", "value": "token"}}}}
    return {
        "type": "view_submission",
        "user": {"id": "U1", "team_id": TEAM},
        "team": {"id": TEAM},
        "enterprise": None,
        "view": {"id": "V1", "callback_id": LOOK_UP, "state": typed, **view},
    }


def test_what_was_typed_is_asked_for() -> None:
    found = read(submission(), NOW)
    assert isinstance(found, Taken)
    assert found.incoming.input == Said("/glossary token")
    assert found.incoming.key == "slack:T1:U1:V1"


@pytest.mark.parametrize(
    "odd",
    [
        {"callback_id": "another"},
        {"state": None},
        {"state": {"values": {}}},
        {"state": {"values": []}},
        {"id": ""},
        {"id": "V 1"},
    ],
)
def test_a_window_that_is_none_of_ours_is_passed_over(odd: dict[str, Any]) -> None:
    assert isinstance(read(submission(**odd), NOW), Ignored)


def test_a_guest_of_a_shared_channel_gets_nothing() -> None:
    guest = {**submission(), "user": {"id": "U1", "team_id": "T9"}}
    assert isinstance(read(guest, NOW), Ignored)


@given(
    st.dictionaries(st.sampled_from(["user", "view", "team"]), st.none() | st.text() | st.just({}))
)
def test_junk_is_passed_over(junk: dict[str, Any]) -> None:
    if junk.keys() & {"user", "view"}:
        assert isinstance(read({**submission(), **junk}, NOW), Ignored)
