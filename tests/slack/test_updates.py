"""What Slack brings becomes an input of the right person, or nothing at all."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.typed import plain
from adapters.slack.updates import Ignored, Mentioned, Read, Removed, Taken, read
from dialogues.input import Attached, Began, HomeOpened, Input, Pressed, Said
from tests.slack.payloads import Payload, command, event, message, opened, press

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ORG = {"enterprise_id": "E1", "team_id": "T2", "is_enterprise_install": True}


def taken(payload: Payload) -> Taken:
    found = read(payload, NOW)
    assert isinstance(found, Taken), found
    return found


def heard(payload: Payload) -> Input:
    return taken(payload).incoming.input


@pytest.mark.parametrize(
    ("payload", "input"),
    [
        (message("U1", "Hello"), Said("Hello")),
        (message("U1", "x", thread_ts="5.1"), Said("x")),
        (message("U1", "x", subtype="thread_broadcast"), Said("x")),
        (message("U1", "1 &lt; 2 &amp;amp;"), Said("1 < 2 &amp;")),
        (message("U1", "", files=[{"mimetype": "image/png"}]), Attached("photo")),
        (message("U1", "x", files=[{"mimetype": "audio/mp4"}]), Attached("voice")),
        (message("U1", "x", subtype="file_share", files=[{}]), Attached("file")),
        (opened("U1", "home"), HomeOpened()),
        (opened("U1", "messages"), Began()),
        (press("U1", "7:b", "1.5"), Pressed("b", 7)),
        (press("U1", "home:menu", "1.5"), Said("/menu")),
        (command("U1", "glossary model"), Said("/glossary model")),
        (command("U1", " /help "), Said("/help")),
        (command("U1", ""), Said("/menu")),
    ],
)
def test_what_people_do_is_an_input(payload: Payload, input: Input) -> None:
    assert heard(payload) == input


def test_a_choice_of_a_menu_and_a_typed_field_are_inputs() -> None:
    picked = {"action_id": "choices:a", "action_ts": "9.1", "selected_option": {"value": "3:c"}}
    assert heard(press("U1", "3:c", "1.5", actions=[picked])) == Pressed("c", 3)
    state = {"values": {"typed:3": {"typed": {"type": "plain_text_input", "value": "500 GB"}}}}
    send = {"action_id": "send", "action_ts": "9.2", "value": "3"}
    assert heard(press("U1", "3:c", "1.5", actions=[send], state=state)) == Said("500 GB")


@pytest.mark.parametrize(
    "payload",
    [
        message("U1", "x", bot_id="B1"),
        message("U1", "x", subtype="message_changed"),
        message("U1", "x", subtype="message_deleted"),
        message("U1", "x", channel="C1", channel_type="channel"),
        message("U1", ""),
        message("U1", "x", __is_ext_shared_channel=True),
        message("U1", "x", user_team="T9"),
        message("U1", "x", team="T9", __is_ext_shared_channel=True),
        event("app_mention", user="U1", channel="C1", ts="1.1", user_team="T9"),
        event("reaction_added", user="U1"),
        event("tokens_revoked", tokens={"oauth": ["U1"], "bot": []}),
        opened("U1", "about"),
        press("U1", "nonsense", "1.5"),
        {**press("U1", "7:b", "1.5"), "user": {"id": "U1", "team_id": "T9"}},
        press("U1", "7:b", "1.5", container={"message_ts": "1.5", "channel_id": "C1"}),
        press("U1", "7:b", "1.5", actions=[]),
        {"type": "view_submission"},
        {"type": "event_callback", "event": []},
        {},
    ],
)
def test_what_is_for_nobody_or_from_a_guest_is_passed_over(payload: Payload) -> None:
    assert isinstance(read(payload, NOW), Ignored)


def test_the_same_person_and_input_have_one_key_and_another_workspace_another() -> None:
    first, again = message("U1", "x", id="Ev1"), message("U1", "x", id="Ev1")
    other = message("U1", "x", id="Ev1", team="T2")
    assert taken(first).incoming.key == taken(again).incoming.key == "slack:T1:Ev1"
    assert taken(other).incoming.key == "slack:T2:Ev1"
    assert taken(other).incoming.account.key == "slack:T2:U1"
    one = press("U1", "7:b", "1.5")
    assert taken(one).incoming.key == f"slack:T1:U1:1.5:{one['actions'][0]['action_ts']}"
    said = command("U1", "menu")
    assert taken(said).incoming.key == f"slack:T1:U1:{said['trigger_id']}"


def test_a_chat_begins_once_however_often_it_is_opened() -> None:
    keys = {taken(opened("U1", "messages")).incoming.key for _ in range(2)}
    assert keys == {"slack:T1:U1:began"}


def test_an_organization_that_has_the_app_is_one_tenant() -> None:
    said = message("U1", "x", user_team="T7", __authorizations=[ORG])
    assert taken(said).incoming.account.key == "slack:E1:U1"
    org: dict[str, Any] = {
        "enterprise": {"id": "E1"},
        "is_enterprise_install": True,
        "team": None,
    }
    assert taken(press("U1", "7:b", "1.5", **org)).incoming.account.key == "slack:E1:U1"
    told = {**command("U1", "menu"), "is_enterprise_install": "true", "enterprise_id": "E1"}
    assert taken(told).incoming.account.key == "slack:E1:U1"


def test_in_a_shared_channel_the_installation_counts_and_not_where_the_event_is_from() -> None:
    mentioned = event("app_mention", user="U1", user_team="T1", channel="C1", ts="1.1",
                      __team_id="T9", __is_ext_shared_channel=True)  # fmt: skip
    assert read(mentioned, NOW) == Mentioned("T1", "T1", "A1", "C1", "1.1")


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked"])
def test_an_app_that_is_taken_away_is_heard_of(kind: str) -> None:
    found = read(event(kind, tokens={"bot": ["UBOT"]}), NOW)
    assert found == Removed("T1", datetime.fromtimestamp(1_800_000_000, UTC))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("see <https://example.org|example.org>", "see example.org"),
        ("<https://example.org/a?b&amp;c>", "https://example.org/a?b&c"),
        ("<mailto:a@example.org|a@example.org>", "a@example.org"),
        ("<@U1> and <@U2|ann>", "@U1 and @ann"),
        ("<#C1|general> <!here> <!date^1^{date}|today>", "#general @here today"),
        ("a &lt;b&gt; c", "a <b> c"),
    ],
)
def test_marks_of_slack_are_taken_out_of_what_was_typed(text: str, said: str) -> None:
    assert plain(text) == said


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
WHOLE = [message("U1", "x"), opened("U1", "home"), press("U1", "7:b", "1.5"), command("U1", "x")]


@given(payload=st.sampled_from(WHOLE), path=st.lists(st.integers(0, 9), max_size=4), junk=JSON)
def test_nothing_that_arrives_breaks_the_reading(payload: Any, path: list[int], junk: Any) -> None:
    broken = json.loads(json.dumps(payload))
    place: Any = broken
    for step in path:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            break
        key = keys[step % len(keys)]
        if not isinstance(place[key], dict | list) or step == path[-1]:
            place[key] = junk
            break
        place = place[key]
    found: Read = read(broken, NOW)
    assert found is not None
