"""A workspace that took the app away: nothing is sent there any more, whatever falls due."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import shipped
from tests.slack.fake.faults import Fault
from tests.slack.fake.people import Person
from tests.slack.fake.server import FakeSlack
from tests.slack.whole import Whole, whole
from tests.telegram.inside import StillTime
from tests.transcripts.engine import NOON

DAYS = NOON + timedelta(days=3)


@pytest.fixture
def anna(slack: FakeSlack) -> Person:
    return slack.user("UANNA")


@pytest.fixture
async def program(slack: FakeSlack, anna: Person, tmp_path: Path) -> AsyncIterator[Whole]:
    """The program, which will remind Anna tomorrow."""
    file, time = tmp_path / "tutorbot.db", StillTime(NOON)
    async with whole(slack, file, shipped.CONTENT, time, "Europe/Berlin") as program:
        for words in ("/start", "later", "tomorrow"):
            assert (await anna.says(words).over()).taken
            await program.until_said()
        yield program


async def test_a_reminder_comes_while_the_app_is_there(anna: Person, program: Whole) -> None:
    told = len(anna.sees)
    await program.pass_time(DAYS)
    assert len(anna.sees) > told


async def test_nothing_that_falls_due_is_sent_when_the_app_is_gone(
    slack: FakeSlack, anna: Person, program: Whole
) -> None:
    told = len(slack.ledger.calls)
    for delivery in slack.uninstalls():
        assert (await delivery.over()).taken
    await program.pass_time(DAYS)
    assert (await anna.opens("home").over()).taken
    await program.until_said()
    assert len(slack.ledger.calls) == told


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked", "team_disabled"])
async def test_a_token_that_is_refused_once_is_not_used_again(
    slack: FakeSlack, anna: Person, program: Whole, code: str
) -> None:
    slack.faults.add(Fault(method="chat.postMessage", code=code))
    assert (await anna.says("/menu").over()).taken
    await program.until_said()
    await program.pass_time(DAYS)
    last = slack.ledger.calls[-1]
    assert (last.method, last.error) == ("chat.postMessage", code)
