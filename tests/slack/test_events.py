"""HTTP: only what Slack signed is read, and 200 means that it is committed."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from adapters.http import application, bound, listening
from adapters.slack.app import Taking, bolt, web_client
from adapters.slack.events import LARGEST, PATH, Events
from bot.ports import StoreRefused, StoreUnavailable
from tests.slack.bringing import FORM, SECRET, packed, signature, signed
from tests.slack.desk import desk
from tests.slack.inward import intake_of
from tests.slack.payloads import Payload, command, event, message, opened, press
from tests.telegram.door import Door

WORDS = "what the learner wrote"


class Site:
    """A program that takes what Slack brings, and a client that calls it."""

    def __init__(self, client: aiohttp.ClientSession, taking: Taking) -> None:
        self.client, self.taking = client, taking
        self.door = Door()

    async def post(self, body: Any, headers: dict[str, str]) -> int:
        async with self.client.post(PATH, data=body, headers=headers) as response:
            said = await response.text()
            assert WORDS not in said
            return response.status

    async def bring(self, payload: Payload) -> int:
        body, kind = packed(payload)
        return await self.post(body, signed(body, kind))


@asynccontextmanager
async def open_site(*, ready: bool = True) -> AsyncIterator[Site]:
    taking = Taking()
    async with desk() as (_, api), aiohttp.ClientSession() as session:
        app = bolt(taking, web_client(session, "http://127.0.0.1:9/", "xoxb-1"), None)
        with bound("127.0.0.1", 0) as at:
            port = at.getsockname()[1]
            async with (
                listening(application([Events(app, SECRET).route], {}), at),
                aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client,
            ):
                site = Site(client, taking)
                taking.intake = intake_of(api, site.door) if ready else None
                yield site


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as open:
        yield open


@pytest.fixture(autouse=True)
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that is logged, by whomever; nothing of it may be a learner's or a secret."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("asyncio").setLevel(logging.INFO)
    yield caplog
    assert WORDS not in caplog.text
    assert SECRET not in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    "payload",
    [message("U1", WORDS), opened("U1", "home"), press("U1", "7:b", "1.5"), command("U1", "menu")],
    ids=["message", "home", "press", "command"],
)
async def test_200_is_said_only_after_the_commit(site: Site, payload: Payload) -> None:
    site.door.open.clear()
    answer = asyncio.create_task(site.bring(payload))
    await site.door.knocked(1)
    assert not answer.done()
    site.door.open.set()
    assert await answer == 200
    assert len(site.door.taken) == 1


@pytest.mark.parametrize("payload", [message("U1", WORDS), press("U1", "7:b", "1.5")])
async def test_what_the_store_does_not_take_is_500_and_taken_when_it_comes_again(
    site: Site, payload: Payload
) -> None:
    site.door.answers.append(StoreUnavailable("down"))
    assert [await site.bring(payload) for _ in range(2)] == [500, 200]
    assert len(site.door.taken) == 1


async def test_a_turn_that_is_not_committed_in_time_is_not_acknowledged_late(site: Site) -> None:
    site.door.open.clear()
    begun = time.monotonic()
    assert await site.bring(message("U1", WORDS)) == 500
    assert 2.0 < time.monotonic() - begun < 2.9


async def test_before_the_program_is_ready_it_is_503() -> None:
    async with open_site(ready=False) as site:
        assert await site.bring(message("U1", WORDS)) == 503


@pytest.mark.parametrize("error", [ValueError(WORDS), StoreRefused("no")])
async def test_a_bug_does_not_make_slack_bring_it_for_ever_and_is_logged_each_time(
    site: Site, error: Exception, log: pytest.LogCaptureFixture
) -> None:
    for times in (1, 2):
        site.door.answers.append(error)
        assert await site.bring(message("U1", WORDS)) == 200
        assert log.text.count("a payload was let go") == times


@pytest.mark.parametrize(
    "payload",
    [
        event("channel_rename", name=WORDS),
        event("something_new"),
        message("U1", WORDS, team="T9"),
        {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": "U1"}, "view": {}},
        {"type": "shortcut", "team": {"id": "T1"}, "user": {"id": "U1"}},
        {"type": "event_callback", "event": {"type": "app_rate_limited"}},
    ],
)
async def test_what_nothing_follows_from_is_200(site: Site, payload: Payload) -> None:
    assert await site.bring(payload) == 200
    assert site.door.knocks == []


async def test_another_workspace_without_the_app_gets_nothing(site: Site) -> None:
    other = {**message("U1", WORDS, team="T9"), "authorizations": [{"team_id": "T9"}]}
    assert await site.bring(other) == 200
    assert site.door.knocks == []


async def test_slack_is_answered_when_it_asks_whether_the_address_is_right(site: Site) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c123"}).encode()
    async with site.client.post(PATH, data=body, headers=signed(body)) as response:
        assert response.status == 200
        assert "c123" in await response.text()


NOW = int(time.time())
BODY, KIND = packed(message("U1", WORDS))
GOOD = signed(BODY)
TIMES = [
    "", "abc", "-1", "0", "1e9", "9" * 5000, str(NOW - 400), str(NOW + 40000), f"{NOW}.0",
    f" {NOW}x", "\u0661\u0662", "nan", "inf", f"+{NOW}",
]  # fmt: skip
SIGNATURES = [
    "", "v0=", "v0=" + "0" * 64, "v1=" + "0" * 64, "v0=" + "é" * 64, "é", "x" * 9000,
    "v0=" + "0" * 63, "v0=" + "G" * 64, SECRET,
]  # fmt: skip
FORGED: list[dict[str, str]] = [
    {},
    {"Authorization": SECRET},
    {name: value for name, value in GOOD.items() if name != "X-Slack-Signature"},
    {name: value for name, value in GOOD.items() if name != "X-Slack-Request-Timestamp"},
    *({**GOOD, "X-Slack-Signature": one} for one in SIGNATURES),
    *(
        {**GOOD, "X-Slack-Request-Timestamp": one, "X-Slack-Signature": signature(BODY, one)}
        for one in TIMES
    ),
    {**GOOD, "X-Slack-Signature": GOOD["X-Slack-Signature"].upper()},
    signed(BODY + b" "),
    signed(BODY, at=NOW - 310),
    signed(BODY, at=NOW + 4000),
]


@pytest.mark.parametrize("headers", FORGED, ids=range(len(FORGED)))
async def test_what_slack_did_not_sign_is_401_and_leaves_no_trace(
    site: Site, headers: dict[str, str]
) -> None:
    assert await site.post(BODY, headers) == 401
    assert site.door.knocks == []


DEEP = 100_000
JUNK = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"7",
    b"{}",
    b'"text"',
    b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    b'{"type": "event_callback", "authorizations": 7}',
    b'{"type": "event_callback", "authorizations": [7]}',
    b'{"enterprise": 5}',
    b'{"user": 5}',
    b'{"type": "' + WORDS.encode(),
]


@pytest.mark.parametrize("body", JUNK, ids=range(len(JUNK)))
async def test_signed_junk_is_400_and_leaves_no_trace(site: Site, body: bytes) -> None:
    assert await site.post(body, signed(body)) == 400
    assert site.door.knocks == []


FORMS = [b"payload=", b"payload={", b"payload=[]", b"payload=7", b"payload=" + WORDS.encode()]


@pytest.mark.parametrize("body", FORMS, ids=range(len(FORMS)))
async def test_a_form_of_junk_is_400(site: Site, body: bytes) -> None:
    assert await site.post(body, signed(body, FORM)) == 400
    assert site.door.knocks == []


async def test_bytes_that_are_no_text_are_refused(site: Site) -> None:
    body = b"\xff\xfe\x00" + WORDS.encode()
    assert await site.post(body, signed(body)) == 401


@pytest.mark.parametrize("is_signed", [True, False])
@pytest.mark.parametrize("chunked", [True, False])
async def test_more_than_a_mebibyte_is_413_signed_or_not(
    site: Site, *, is_signed: bool, chunked: bool
) -> None:
    body = b" " * (LARGEST + 1)

    async def parts() -> AsyncIterator[bytes]:
        yield body[:LARGEST]
        yield body[LARGEST:]

    headers = signed(body) if is_signed else {}
    try:
        assert await site.post(parts() if chunked else io.BytesIO(body), headers) == 413
    except aiohttp.ClientConnectionError:  # it was told before all was sent
        assert len(body) > LARGEST
    assert site.door.knocks == []


async def test_the_same_press_that_comes_twice_has_one_key(site: Site) -> None:
    again = press("U1", "7:b", "1.5")
    assert await asyncio.gather(*(site.bring(again) for _ in range(5))) == [200] * 5
    assert len({one.key for one in site.door.taken}) == 1
