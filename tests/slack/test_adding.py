"""Adding the app to a workspace in a browser: what is let in, what is not, and what is kept."""

from __future__ import annotations

import logging
import re
import sqlite3
from base64 import b64encode, urlsafe_b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import aiohttp
import msgspec
import pytest

from adapters.http import application, bound, listening
from adapters.slack.api import Api, open_session
from adapters.slack.app import Taking, bolt, web_client
from adapters.slack.events import INSTALL, REDIRECT, install_routes
from adapters.slack.installing import VALID, oauth_flow
from adapters.slack.sealing import Seals
from adapters.slack.workspaces import Installed
from adapters.sql import open_store
from tests.slack.bringing import packed
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import FakeSlack
from tests.slack.fake.world import CLIENT_ID, CLIENT_SECRET
from tests.slack.inward import intake_of
from tests.slack.payloads import message
from tests.telegram.door import Door

# Slack's SDK calls aiohttp in a way that goes with aiohttp 4; the version is pinned.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

KEY = urlsafe_b64encode(bytes(range(32))).decode()
CODE = "canary-code"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Page(NamedTuple):
    """What a browser is shown."""

    status: int
    text: str


class Office:
    """The program as browsers reach it, at a time of the test."""

    def __init__(self, slack: FakeSlack, browser: aiohttp.ClientSession, folder: Path) -> None:
        self.slack, self.browser, self.folder = slack, browser, folder

    async def begin(self) -> str:
        """Open the first page; return the state that it gives to Slack and to the browser."""
        async with self.browser.get(INSTALL) as page:
            assert page.status == 200
            assert "Secure" in page.headers["Set-Cookie"]
            assert "HttpOnly" in page.headers["Set-Cookie"]
            found = re.search(r"state=([\w-]+)", await page.text())
        assert found
        assert f"slack-app-oauth-state={found[1]};" in page.headers["Set-Cookie"]
        return found[1]

    async def back(self, cookie: str | None, **query: str) -> Page:
        """Come back from Slack with this state in the browser."""
        headers = {"Cookie": f"slack-app-oauth-state={cookie}"} if cookie else {}
        async with self.browser.get(REDIRECT, params=query, headers=headers) as page:
            return Page(page.status, await page.text())

    def bytes(self) -> bytes:
        """Return all that is on disk."""
        return b"".join(file.read_bytes() for file in sorted(self.folder.iterdir()))


class Hand:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def slack(slack: FakeSlack) -> FakeSlack:
    """Slack, where an admin of the workspace has said yes."""
    slack.world.codes[CODE] = "T1"
    return slack


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
async def office(
    slack: FakeSlack, clock: Hand, door: Door, tmp_path: Path
) -> AsyncIterator[Office]:
    store = await open_store(f"sqlite:///{tmp_path}/tutorbot.db", now=NOW)
    taking, installed = Taking(), Installed(store, Seals(KEY))
    async with open_session() as session:
        client = web_client(session, slack.url, None)
        flow = oauth_flow(client, installed, store, clock, id=CLIENT_ID, secret=CLIENT_SECRET)
        taking.intake = intake_of(Api(session, slack.url), door)
        routes = install_routes(bolt(taking, client, flow))
        with bound("127.0.0.1", 0) as at:
            url = f"http://127.0.0.1:{at.getsockname()[1]}"
            async with (
                listening(application(routes, {}), at),
                aiohttp.ClientSession(url, cookie_jar=aiohttp.DummyCookieJar()) as browser,
            ):
                yield Office(slack, browser, tmp_path)
    await store.close()


@pytest.fixture(autouse=True)
def log(caplog: pytest.LogCaptureFixture, slack: FakeSlack) -> Iterator[pytest.LogCaptureFixture]:
    """What an operator can have logged at most; nothing of it may be a secret."""
    for ours in ("tutorbot", "bot", "adapters"):
        caplog.set_level(logging.DEBUG, logger=ours)
    yield caplog
    for secret in (slack.token, CODE, CLIENT_SECRET, KEY, "state="):
        assert secret not in caplog.text


def kept(office: Office) -> int:
    """Return how many workspaces have the app."""
    with closing(sqlite3.connect(office.folder / "tutorbot.db")) as database:
        (many,) = database.execute("select count(*) from installation").fetchone()
    return int(many)


async def test_a_workspace_adds_the_app_and_its_token_is_nowhere_readable_on_disk(
    office: Office,
) -> None:
    state = await office.begin()
    page = await office.back(state, code=CODE, state=state)
    assert page.status == 200
    assert office.slack.token not in page.text
    assert kept(office) == 1
    held = office.bytes()  # with the file of what is not yet in the database
    assert len(list(office.folder.iterdir())) > 1
    token = office.slack.token
    for secret in (token, CLIENT_SECRET, KEY, b64encode(token.encode()).decode()):
        assert secret.encode() not in held
    assert b"gAAAA" in held  # what Fernet makes of it is there


async def test_a_state_is_of_use_once(office: Office) -> None:
    office.slack.workspace("T2")
    office.slack.world.codes["second"] = "T2"
    state = await office.begin()
    assert (await office.back(state, code=CODE, state=state)).status == 200
    again = await office.back(state, code="second", state=state)
    assert (again.status, kept(office)) == (401, 1)
    assert "second" in office.slack.world.codes  # Slack was not even asked


async def test_a_state_is_of_no_use_after_ten_minutes(office: Office, clock: Hand) -> None:
    late, soon = await office.begin(), await office.begin()
    clock.now = NOW + VALID
    assert (await office.back(soon, code=CODE, state=soon)).status == 200
    clock.now = NOW + VALID + timedelta(seconds=1)
    office.slack.world.codes[CODE] = "T1"
    assert (await office.back(late, code=CODE, state=late)).status == 401
    assert kept(office) == 1


async def test_states_that_nobody_brought_back_are_forgotten(office: Office, clock: Hand) -> None:
    for _ in range(3):
        await office.begin()
    clock.now = NOW + VALID + timedelta(seconds=1)
    await office.begin()
    with closing(sqlite3.connect(office.folder / "tutorbot.db")) as database:
        assert database.execute("select count(*) from oauth_state").fetchone() == (1,)


async def test_another_browser_is_let_in_by_no_state_and_spoils_none(office: Office) -> None:
    mine, other = await office.begin(), await office.begin()
    for cookie in (None, other, "", mine[:-1], f"{mine}x"):
        assert (await office.back(cookie, code=CODE, state=mine)).status == 400
    assert kept(office) == 0
    assert (await office.back(mine, code=CODE, state=mine)).status == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"code": CODE, "state": "made-up"}, 401),
        ({"state": "made-up"}, 401),
        ({"code": CODE}, 400),
        ({}, 400),
        ({"code": CODE, "state": ""}, 400),
        ({"code": CODE, "state": "x" * 5000}, 401),
    ],
    ids=range(6),
)
async def test_what_the_program_did_not_give_out_is_refused(
    office: Office, query: dict[str, str], status: int
) -> None:
    page = await office.back(query.get("state"), **query)
    assert (page.status, kept(office)) == (status, 0)
    assert office.slack.ledger.calls == []


async def test_without_a_code_nothing_is_asked(office: Office) -> None:
    state = await office.begin()
    assert (await office.back(state, state=state)).status == 401
    assert office.slack.ledger.calls == []


@pytest.mark.parametrize("error", ["access_denied", "<script>alert(1)</script>"])
async def test_whoever_says_no_is_told_so_and_nothing_is_kept(office: Office, error: str) -> None:
    state = await office.begin()
    page = await office.back(state, error=error, state=state)
    assert page.status == 200
    assert "Something Went Wrong" in page.text
    assert "<script>" not in page.text
    assert (office.slack.ledger.calls, kept(office)) == ([], 0)


@pytest.mark.parametrize(
    "fault",
    [Fault(code="invalid_code"), Fault(status=500), Fault(cut="after")],
    ids=["refused", "down", "cut"],
)
async def test_when_slack_does_not_give_a_token_it_can_be_done_again(
    office: Office, fault: Fault
) -> None:
    every = msgspec.structs.replace(fault, method="oauth.v2.access", times=None)
    office.slack.faults.add(every)
    state = await office.begin()
    assert (await office.back(state, code=CODE, state=state)).status in (401, 500)
    assert kept(office) == 0
    office.slack.faults.clear()
    state = await office.begin()
    assert (await office.back(state, code=CODE, state=state)).status == 200


async def test_nothing_that_slack_did_not_sign_comes_in_by_these_pages(
    office: Office, door: Door
) -> None:
    body, kind = packed(message("U1", "x"))
    for path in (INSTALL, REDIRECT):
        async with office.browser.post(path, data=body, headers={"Content-Type": kind}) as page:
            assert page.status == 405
    assert door.knocks == []
