"""A team whose only manager is erased, in whatever way, closes; the others in it are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.account import Account
from tests.privacy.life import ANN, BEN, Life, living

NIGHT = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
CLOSED = "The team **The shop** is closed"


async def of_a_team(life: Life) -> None:
    """Let Ann manage a team that Ben is in."""
    await life.does(ANN, "hello", "/team", "[found", "The shop", "Ann")
    await life.does(BEN, "hello", f"join {life.code()}", "[join", "Ben")


async def ticks(life: Life, at: datetime, whose: Account = BEN) -> str:
    """Let what is due come; return what this one was told last."""
    await life.program.fire_due(at)
    await life.program.drain(at)
    return life.last(whose)


async def test_who_was_in_the_team_of_an_erased_manager_is_told_once_at_noon(
    tmp_path: Path,
) -> None:
    async with living(tmp_path / "home") as life:
        await of_a_team(life)
        await life.store.erase(ANN.key, NIGHT)
        assert CLOSED not in await ticks(life, NIGHT + timedelta(hours=12))
        assert CLOSED in await ticks(life, NIGHT + timedelta(hours=12, minutes=30))
        await life.does(BEN, "[close")
        assert CLOSED not in await ticks(life, NIGHT + timedelta(days=30))


async def test_nobody_is_told_where_somebody_else_manages_the_team(tmp_path: Path) -> None:
    async with living(tmp_path / "home") as life:
        await of_a_team(life)
        await life.store.erase(BEN.key, NIGHT)
        assert CLOSED not in await ticks(life, NIGHT + timedelta(days=1), ANN)
