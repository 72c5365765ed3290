"""The Web API of the server, called by Slack's own client."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.fake.faults import Fault
from tests.slack.fake.server import FakeSlack

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}
PNG = b"\x89PNG\r\n\x1a\n and more"
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": [SECTION]}


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack:
        yield slack


def client(slack: FakeSlack, token: str | None = None) -> AsyncWebClient:
    return AsyncWebClient(token=token or slack.token, base_url=slack.url, retry_handlers=[])


async def refused(slack: FakeSlack, method: str, token: str | None = None, **params: Any) -> str:
    """Call a method that fails; return the code."""
    with pytest.raises(SlackApiError) as failed:
        await client(slack, token).api_call(method, json=params)
    return str(failed.value.response["error"])


async def test_a_message_is_posted_changed_and_deleted(slack: FakeSlack) -> None:
    ann, web = slack.user("U1"), client(slack)
    opened = await web.conversations_open(users="U1")
    channel = opened["channel"]["id"]
    sent = await web.chat_postMessage(channel=channel, text="Hello", blocks=[SECTION])
    assert [(m.text, m.blocks) for m in ann.sees] == [("Hello", [SECTION])]
    await web.chat_update(channel=channel, ts=sent["ts"], text="Bye")
    assert [(m.text, m.blocks, m.edits) for m in ann.sees] == [("Bye", [SECTION], 1)]
    await web.chat_update(channel=channel, ts=sent["ts"], text="Bye", blocks=[])
    assert ann.sees[0].blocks == []
    await web.chat_delete(channel=channel, ts=sent["ts"])
    assert ann.sees == []
    assert slack.ledger.findings == []
    assert [call.method for call in slack.ledger.calls][:2] == [
        "conversations.open",
        "chat.postMessage",
    ]


HERE: Mapping[str, Any] = {"channel": "DU1"}
POSTS: Mapping[str, Mapping[str, Any]] = {
    "no_text": HERE,
    "channel_not_found": {"channel": "U1", "text": "x"},
    "channel_not_found ": {"channel": "D404", "text": "x"},
    "not_in_channel": {"channel": "C1", "text": "x"},
    "msg_too_long": {**HERE, "text": "x" * 40_001},
    "invalid_blocks": {**HERE, "text": "x", "blocks": [{"type": "poem"}]},
    "invalid_blocks_format": {**HERE, "text": "x", "blocks": {}},
    "invalid_blocks ": {
        **HERE,
        "text": "x",
        "blocks": [{"type": "image", "alt_text": "x", "slack_file": {"id": "F404"}}],
    },
    "msg_blocks_too_long": {
        **HERE,
        "text": "x",
        "blocks": [{**SECTION, "text": {"type": "mrkdwn", "text": "x" * 3000}}] * 5,
    },
    "invalid_arguments": {**HERE, "text": "x", "colour": "red"},
    "invalid_arguments ": {"text": "x"},
    "invalid_arguments  ": {**HERE, "text": "x", "link_names": "no"},
    "thread_not_found": {**HERE, "text": "x", "thread_ts": "1.2"},
}


@pytest.mark.parametrize(("code", "params"), POSTS.items(), ids=POSTS)
async def test_a_message_that_slack_does_not_take_is_refused(
    code: str, params: Mapping[str, Any], slack: FakeSlack
) -> None:
    slack.user("U1")
    slack.channel("C1", "U1")
    assert await refused(slack, "chat.postMessage", **params) == code.strip()
    assert slack.user("U1").sees == []


async def test_only_own_messages_can_be_changed(slack: FakeSlack) -> None:
    theirs = slack.user("U1").says("hello").payload["event"]["ts"]
    for ts, code in ((theirs, "cant_update_message"), ("1.2", "message_not_found")):
        assert await refused(slack, "chat.update", channel="DU1", ts=ts, text="x") == code
    assert len(slack.ledger.findings) == 1


async def test_a_token_opens_its_workspace_and_what_it_was_granted(slack: FakeSlack) -> None:
    other = slack.workspace("T2")
    slack.user("U1"), slack.user("U1", "T2")
    post: dict[str, Any] = {"channel": "DU1", "text": "for T2"}
    await client(slack, other).chat_postMessage(**post)
    assert slack.user("U1").sees == []
    assert [m.text for m in slack.user("U1", "T2").sees] == ["for T2"]
    assert (await client(slack, other).auth_test())["team_id"] == "T2"
    slack.world.tokens[other].scopes = frozenset()
    assert await refused(slack, "chat.postMessage", other, **post) == "missing_scope"
    assert await refused(slack, "chat.postMessage", "xoxb-none", **post) == "invalid_auth"
    slack.revokes("T2")
    assert await refused(slack, "auth.test", other) == "token_revoked"
    assert await refused(slack, "apps.connections.open") == "not_allowed_token_type"
    assert await refused(slack, "poems.write") == "unknown_method"


async def test_a_deactivated_person_is_not_written_to(slack: FakeSlack) -> None:
    slack.user("U1").leaves()
    assert await refused(slack, "conversations.open", users="U1") == "user_disabled"
    assert await refused(slack, "conversations.open", users="U2") == "user_not_found"


async def test_a_file_is_uploaded_in_three_steps_and_shown_when_it_is_ready(
    slack: FakeSlack,
) -> None:
    ann, web = slack.user("U1"), client(slack)
    slack.world.not_ready = 1
    await web.files_upload_v2(content=PNG, filename="x.png", alt_txt="words")
    (id,) = slack.world.workspaces["T1"].files
    shown = [{"type": "image", "alt_text": "x", "slack_file": {"id": id}}]
    post: dict[str, Any] = {"channel": "DU1", "text": "x", "blocks": shown}
    assert await refused(slack, "chat.postMessage", **post) == "invalid_blocks"
    await web.chat_postMessage(**post)
    assert ann.sees[0].blocks == shown
    assert slack.ledger.findings == []


async def test_a_file_of_another_length_or_without_content_is_refused(slack: FakeSlack) -> None:
    web = client(slack)
    place = await web.files_getUploadURLExternal(filename="x.png", length=len(PNG))
    files = [{"id": place["file_id"]}]
    assert await refused(slack, "files.completeUploadExternal", files=files) == "file_not_found"
    to_a_person: dict[str, Any] = {"files": files, "channel_id": "U1"}
    assert await refused(slack, "files.completeUploadExternal", **to_a_person) == (
        "channel_not_found"
    )
    assert await refused(slack, "files.getUploadURLExternal", filename="x", length="1") == (
        "invalid_arguments"
    )
    async with aiohttp.ClientSession() as session:
        async with session.post(place["upload_url"], data=PNG[1:]) as answer:
            assert answer.status == 400
        async with session.post(place["upload_url"], data=PNG) as answer:
            assert answer.status == 200


async def test_a_trigger_is_good_once_and_for_three_seconds(slack: FakeSlack) -> None:
    ann, web = slack.user("U1"), client(slack)
    first, late = (ann.commands("menu").payload["trigger_id"] for _ in range(2))
    await web.views_open(trigger_id=first, view=MODAL)
    assert len(ann.modals) == 1
    again: dict[str, Any] = {"trigger_id": first, "view": MODAL}
    assert await refused(slack, "views.open", **again) == "exchanged_trigger_id"
    assert await refused(slack, "views.open", trigger_id="1", view=MODAL) == "invalid_trigger_id"
    slack.world.moved += 3.1
    assert await refused(slack, "views.open", trigger_id=late, view=MODAL) == "expired_trigger_id"


async def test_three_views_lie_over_each_other_and_not_four(slack: FakeSlack) -> None:
    ann, web = slack.user("U1"), client(slack)
    triggers = [ann.commands("menu").payload["trigger_id"] for _ in range(4)]
    opened = await web.views_open(trigger_id=triggers[0], view=MODAL)
    for trigger in triggers[1:3]:
        await web.views_push(trigger_id=trigger, view=MODAL)
    last: dict[str, Any] = {"trigger_id": triggers[3], "view": MODAL}
    assert await refused(slack, "views.push", **last) == "push_limit_reached"
    await web.views_update(view_id=opened["view"]["id"], hash=opened["view"]["hash"], view=MODAL)
    old: dict[str, Any] = {
        "view_id": opened["view"]["id"],
        "hash": opened["view"]["hash"],
        "view": MODAL,
    }
    assert await refused(slack, "views.update", **old) == "hash_conflict"


async def test_a_home_page_is_published_for_a_person(slack: FakeSlack) -> None:
    ann = slack.user("U1")
    home: dict[str, Any] = {"type": "home", "blocks": [SECTION]}
    await client(slack).views_publish(user_id="U1", view=home)
    assert ann.page
    assert ann.page.view == home
    assert await refused(slack, "views.publish", user_id="U9", view=home) == "invalid_arguments"
    stale: dict[str, Any] = {"user_id": "U1", "view": home, "hash": "1.hash"}
    assert await refused(slack, "views.publish", **stale) == "hash_conflict"


async def test_json_needs_its_charset_and_an_object(slack: FakeSlack) -> None:
    said = {"Authorization": f"Bearer {slack.token}"}
    utf8 = "application/json; charset=utf-8"
    cases = [
        ("application/json", b"{}", "missing_charset"),
        (utf8, b"{", "invalid_json"),
        (utf8, b"[]", "json_not_object"),
    ]
    async with aiohttp.ClientSession(headers=said) as session:
        for kind, body, code in cases:
            async with session.post(
                f"{slack.url}auth.test", data=body, headers={"Content-Type": kind}
            ) as answer:
                assert (await answer.json())["error"] == code


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # the SDK uses it
async def test_a_workspace_is_added_with_a_code_that_is_good_once(slack: FakeSlack) -> None:
    token = slack.workspace("T2")
    asked: dict[str, Any] = {
        "client_id": "1.2",
        "client_secret": "client-secret",
        "code": slack.agrees("T2"),
    }
    given = await client(slack, "").oauth_v2_access(**asked)
    assert given["access_token"] == token
    assert given["team"]["id"] == "T2"
    with pytest.raises(SlackApiError, match="invalid_code"):
        await client(slack, "").oauth_v2_access(**asked)
    with pytest.raises(SlackApiError, match="bad_client_secret"):
        await client(slack, "").oauth_v2_access(**(asked | {"client_secret": "x"}))


async def test_faults_happen_where_and_as_often_as_they_should(slack: FakeSlack) -> None:
    ann, web = slack.user("U1"), client(slack)
    slack.user("U2")
    slack.faults.add(Fault(method="chat.postMessage", channel="DU1", status=429, retry_after="7"))
    await web.chat_postMessage(channel="DU2", text="x")
    with pytest.raises(SlackApiError) as limited:
        await web.chat_postMessage(channel="DU1", text="x")
    assert limited.value.response.headers["Retry-After"] == "7"
    slack.faults.add(Fault(code="is_archived"))
    assert await refused(slack, "chat.postMessage", channel="DU1", text="x") == "is_archived"
    slack.faults.add(Fault(cut="after"))
    with pytest.raises(aiohttp.ClientError):
        await web.chat_postMessage(channel="DU1", text="taken")
    slack.faults.add(Fault(cut="before"))
    with pytest.raises(aiohttp.ClientError):
        await web.chat_postMessage(channel="DU1", text="not taken")
    assert [m.text for m in ann.sees] == ["taken"]
    gate = asyncio.Event()
    slack.faults.add(Fault(until=gate))
    late = asyncio.create_task(web.auth_test())
    await slack.ledger.wait(lambda: slack.ledger.calls[-1].method == "auth.test")
    assert not late.done()
    gate.set()
    assert (await late)["ok"]
    slack.faults.add(Fault(status=503))
    with pytest.raises(SlackApiError):
        await web.auth_test()
