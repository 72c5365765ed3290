"""Every combination of the settings of Slack: it is refused with what is missing, or it works."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from adapters.slack.events import INSTALL, PATH, REDIRECT
from adapters.slack.service import Slack
from adapters.sql import open_store
from bot.clock import machine_time
from bot.main import building, drawing
from bot.settings import SettingsError, read_settings
from tests.cli.tutorbot import tutorbot
from tests.telegram.door import phrases

BOT, APP, SIGNING = "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"
ID, SECRET, KEY = "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "TUTORBOT_SECRET_KEY"

VALUES = {
    BOT: "xoxb-1-canary",
    APP: "xapp-1-canary",
    SIGNING: "canary1",
    ID: "1.2",
    SECRET: "canary2",
    KEY: urlsafe_b64encode(bytes(range(32))).decode(),
}


def some() -> Iterator[frozenset[str]]:
    """Give every set of the six variables."""
    for many in range(len(VALUES) + 1):
        yield from map(frozenset, combinations(VALUES, many))


def named(given: frozenset[str]) -> str:
    return "+".join(sorted(given)) or "none"


def missing(given: frozenset[str]) -> set[str]:
    """Return what is told to be set: worked out by hand, apart from the program's table."""
    lacks = set()
    if given & {BOT, ID} and not given & {APP, SIGNING}:
        lacks.add(f"{APP} or {SIGNING}")
    if given & {APP, SIGNING} and not given & {BOT, ID}:
        lacks.add(f"{BOT} or {ID}")
    if ID in given:
        lacks |= {SECRET, KEY} - given
    elif SECRET in given:
        lacks.add(ID)
    return lacks


def doors(given: frozenset[str]) -> set[str]:
    """Return where HTTP calls are taken."""
    found = {INSTALL, REDIRECT} if ID in given else set()
    return found if APP in given else found | {PATH}


@pytest.mark.parametrize("given", list(some()), ids=named)
async def test_every_combination_is_refused_with_what_is_missing_or_works(
    given: frozenset[str], tmp_path: Path
) -> None:
    lacks = missing(given)
    url = f"sqlite:///{tmp_path}/tutorbot.db"
    environment = {"TUTORBOT_DATABASE_URL": url, **{name: VALUES[name] for name in given}}
    if lacks:
        with pytest.raises(SettingsError) as caught:
            read_settings(environment)
        assert {problem.partition(":")[0] for problem in caught.value.problems} == lacks
        assert not any(value in str(caught.value) for value in VALUES.values())
        return
    settings = read_settings(environment)
    assert settings.serves_slack == bool(given & {BOT, ID})
    if not settings.serves_slack:
        return
    store = await open_store(url, now=machine_time())
    async with Slack(settings, phrases(), drawing(settings), building(settings), store) as slack:
        assert {route.path for route in slack.routes} == doors(given)
    await store.close()


@pytest.mark.parametrize(
    "given", [frozenset({BOT}), frozenset({APP}), frozenset({ID, APP})], ids=named
)
def test_the_program_says_it_in_a_line_for_each_and_ends(
    given: frozenset[str], tmp_path: Path
) -> None:
    wrong = {name: VALUES[name] for name in given}
    ended = tutorbot("run", env={"TUTORBOT_DATABASE_URL": f"sqlite:///{tmp_path}/a.db", **wrong})
    assert ended.code == 2
    for lack in missing(given):
        assert any(lack in line and "must be set" in line for line in ended.err.splitlines())
    assert not any(value in ended.err + ended.out for value in wrong.values() if value != "1.2")
    assert list(tmp_path.iterdir()) == []
