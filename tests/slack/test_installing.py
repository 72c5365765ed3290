"""Workspaces add the app by themselves; nothing of one ever reaches another."""

from __future__ import annotations

import re
import sqlite3
from base64 import urlsafe_b64encode
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from adapters.slack.scopes import SCOPES
from adapters.slack.sealing import Seals
from adapters.slack.workspaces import Installed, Own, Workspaces
from adapters.sql import open_store
from bot.ports import OpenError
from tests.process import Bot, free_port
from tests.slack.fake.ledger import Call
from tests.slack.fake.server import FakeSlack
from tests.slack.fake.world import CLIENT_ID, CLIENT_SECRET
from tests.slack.process import MODES, Mode, bot

KEY = urlsafe_b64encode(bytes(range(32))).decode()
OTHER = urlsafe_b64encode(bytes(32)).decode()
OAUTH: dict[str, Any] = {
    "SLACK_BOT_TOKEN": "",
    "SLACK_CLIENT_ID": CLIENT_ID,
    "SLACK_CLIENT_SECRET": CLIENT_SECRET,
    "TUTORBOT_SECRET_KEY": KEY,
}
NOW = datetime(2026, 3, 2, tzinfo=UTC)


async def add(running: Bot, code: str, *, cookie: bool = True) -> tuple[int, str]:
    """Add the app as a browser does; return the last status and page."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
        async with browser.get(f"{running.url}/slack/install") as page:
            assert page.status == 200
            said = (await page.text()).replace("&amp;", "&")
            given = page.headers["Set-Cookie"]
        assert "https://slack.com/oauth/v2/authorize" in said
        assert f"scope={','.join(SCOPES)}" in said.replace("%2C", ",").replace("%3A", ":")
        found = re.search(r"state=([\w-]+)", said)
        assert found
        headers = {"Cookie": given.partition(";")[0]} if cookie else {}
        back = f"{running.url}/slack/oauth_redirect?code={code}&state={found[1]}"
        async with browser.get(back, headers=headers) as page:
            first = page.status, await page.text()
        if cookie and first[0] == 200:
            async with browser.get(back, headers=headers) as again:
                assert again.status == 401  # a state is good for once
        return first


def tables(folder: Path) -> bytes:
    with closing(sqlite3.connect(folder / "tutorbot.db")) as database:
        return "\n".join(database.iterdump()).encode()


@pytest.mark.parametrize("mode", MODES)
async def test_two_workspaces_with_the_same_ids_never_meet(mode: Mode, tmp_path: Path) -> None:
    port = free_port()
    async with FakeSlack() as slack:
        slack.workspace("T2")
        ann, twin = slack.user("U1"), slack.user("U1", "T2")
        async with bot(slack, tmp_path, mode, port=port, **OAUTH) as running:
            await running.ready()
            assert (await ann.says("early").over()).taken
            assert (await add(running, slack.agrees("T1"), cookie=False))[0] == 400
            codes = (slack.agrees("T1"), "wrong", slack.agrees("T2"))
            assert [(await add(running, code))[0] for code in codes] == [200, 401, 200]
            assert await running.stop() == 0
        assert slack.ledger.of("chat.postMessage") == []
        assert b"xoxb" not in tables(tmp_path)
        async with bot(slack, tmp_path, mode, port=port, **OAUTH) as running:
            await running.ready()  # the tokens are there after a restart
            for person in (ann, twin):
                assert (await person.opens().over()).taken
            for person in (ann, twin):
                await person.until(bool)
            gone = {"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}
            assert (
                await slack.brings.event(ann.place, gone, event_time=4_000_000_000).over()
            ).taken
            told = len(posts(slack, "T1"))
            for person in (ann, twin):
                assert (await person.says("/menu").over()).taken
            await twin.until(lambda sees: len(sees) > told)
            assert await running.stop() == 0
            assert len(posts(slack, "T1")) == told
        assert slack.ledger.findings == []
        assert tables(tmp_path).count(b'INSERT INTO "installation"') == 1
        for secret in ("xoxb", CLIENT_SECRET, KEY):
            assert secret not in running.log


def posts(slack: FakeSlack, tenant: str) -> list[Call]:
    """Return the messages that were sent in this workspace; the token decides which it is."""
    return slack.ledger.of("chat.postMessage", tenant=tenant)


async def test_another_key_is_told_at_the_start(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/tutorbot.db", now=NOW)
    installed = Installed(store, Seals(KEY))
    await installed.add("T1", "xoxb-1", NOW)
    await store.close()
    async with FakeSlack() as slack:
        wrong = OAUTH | {"TUTORBOT_SECRET_KEY": OTHER}
        async with bot(slack, tmp_path, "socket", **wrong) as running:
            assert await running.ended() == 2
    assert "TUTORBOT_SECRET_KEY" in running.log


async def test_a_token_is_of_use_for_its_own_workspace_only() -> None:
    sealed = Seals(KEY).sealed("T1", "xoxb-1")
    assert Seals(KEY).opened("T1", sealed, NOW).token == "xoxb-1"  # noqa: S105
    for seals, tenant in ((Seals(KEY), "T2"), (Seals(OTHER), "T1")):
        with pytest.raises(OpenError):
            seals.opened(tenant, sealed, NOW)


async def test_a_late_word_of_a_removal_does_not_take_away_what_was_added_since(
    tmp_path: Path,
) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/tutorbot.db", now=NOW)
    installed = Installed(store, Seals(KEY))
    spaces = Workspaces(None, installed)
    await installed.add("T1", "xoxb-1", NOW)
    await spaces.removed("T1", NOW - timedelta(seconds=1))
    await spaces.refused("T1", "xoxb-0")
    assert await spaces.token("T1") == "xoxb-1"
    await spaces.refused("T1", "xoxb-1")
    assert await spaces.token("T1") is None
    assert not spaces.has("T1")
    again = Installed(store, Seals(KEY))
    await again.load()
    assert again.token("T1") is None
    await store.close()


async def test_the_token_of_the_settings_opens_its_own_workspace_only() -> None:
    own = Own("xoxb-1", NOW)
    own.know("T1")
    spaces = Workspaces(own, None)
    assert [await spaces.token(tenant) for tenant in ("T1", "T2")] == ["xoxb-1", None]
    await spaces.removed("T1", NOW - timedelta(hours=1))
    assert spaces.has("T1")
    await spaces.removed("T1", NOW + timedelta(hours=1))
    assert not spaces.has("T1")


async def test_a_removal_in_the_second_of_the_start_counts() -> None:
    own = Own("xoxb-1", NOW.replace(microsecond=500_000))
    own.know("T1")
    spaces = Workspaces(own, None)
    await spaces.removed("T1", NOW)
    assert not spaces.has("T1")
