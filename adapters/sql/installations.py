"""Workspaces that added the bot, and what those bring back who are adding it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.schema import installation, oauth_state
from bot.ports import Installation


async def every(connection: AsyncConnection, platform: str) -> list[Installation]:
    """Return the workspaces of this platform."""
    columns = (installation.c.platform, installation.c.tenant, installation.c.token)
    query = select(*columns, installation.c.at).where(installation.c.platform == platform)
    return [Installation(*row) for row in (await connection.execute(query)).all()]


async def keep(connection: AsyncConnection, one: Installation) -> None:
    """Keep a workspace, in place of what was known of it."""
    await drop(connection, one.platform, one.tenant)
    row = {"platform": one.platform, "tenant": one.tenant, "token": one.sealed, "at": one.at}
    await connection.execute(insert(installation).values(row))


async def drop(connection: AsyncConnection, platform: str, tenant: str) -> None:
    """Forget a workspace."""
    same = and_(installation.c.platform == platform, installation.c.tenant == tenant)
    await connection.execute(delete(installation).where(same))


async def note_state(
    connection: AsyncConnection, state: str, now: datetime, until: datetime
) -> None:
    """Keep what has to come back; what is too late is forgotten."""
    await connection.execute(delete(oauth_state).where(oauth_state.c.until < now))
    await connection.execute(insert(oauth_state).values(state=state, until=until))


async def take_state(connection: AsyncConnection, state: str, now: datetime) -> bool:
    """Return whether it was kept and is not too late; what is too late is forgotten."""
    await connection.execute(delete(oauth_state).where(oauth_state.c.until < now))
    taken = await connection.execute(delete(oauth_state).where(oauth_state.c.state == state))
    return bool(taken.rowcount)
