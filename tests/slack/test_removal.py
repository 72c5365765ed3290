"""A workspace that took the app away: nothing is sent there any more, whatever falls due."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack.workspaces import Own, Workspaces
from bot import shipped
from dialogues.input import Began, HomeOpened, Pressed, Said
from tests.slack.chats import Chats
from tests.slack.desk import Refusal, desk
from tests.slack.inside import TENANT, Inside, inside
from tests.telegram.inside import StillTime
from tests.transcripts.engine import NOON

TOKEN = "xoxb-1"  # noqa: S105
SOON, DAYS = NOON + timedelta(hours=1), NOON + timedelta(days=3)


@pytest.fixture
def chats() -> Chats:
    return Chats()


@pytest.fixture
def workspaces() -> Workspaces:
    return with_app()


def with_app() -> Workspaces:
    own = Own(TOKEN, NOON)
    own.know(TENANT)
    return Workspaces(own, None)


@pytest.fixture
async def program(chats: Chats, workspaces: Workspaces, tmp_path: Path) -> AsyncIterator[Inside]:
    time, database = StillTime(NOON), tmp_path / "tutorbot.db"
    async with (
        desk(open=chats) as (_, api),
        inside(api, database, shipped.CONTENT, time, "Europe/Berlin", workspaces) as program,
    ):
        await program.take("UANNA", Began(), NOON, "1")
        await program.take("UANNA", Said("later"), NOON, "2")
        await program.take("UANNA", Pressed("tomorrow", 2), NOON, "3")
        yield program


async def test_a_reminder_comes_while_the_app_is_there(chats: Chats, program: Inside) -> None:
    told = len(chats.calls)
    await program.pass_time(DAYS)
    assert len(chats.calls) > told


async def test_nothing_that_falls_due_is_sent_when_the_app_is_gone(
    chats: Chats, program: Inside, workspaces: Workspaces
) -> None:
    told = len(chats.calls)
    await workspaces.removed(TENANT, SOON)
    await program.pass_time(DAYS)
    await program.take("UANNA", HomeOpened(), DAYS, "4")
    assert len(chats.calls) == told


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked", "team_disabled"])
async def test_a_token_that_is_refused_once_is_not_used_again(
    chats: Chats, program: Inside, workspaces: Workspaces, code: str
) -> None:
    chats.will("chat.postMessage", Refusal(code))
    await program.take("UANNA", Said("/menu"), SOON, "4")
    assert not workspaces.has(TENANT)
    told = len(chats.calls)
    await program.pass_time(DAYS)
    assert len(chats.calls) == told
