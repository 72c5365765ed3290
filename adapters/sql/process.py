"""What is written down about the process itself: how the last one ended, and what it had begun."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.schema import attempt, process


async def begin(connection: AsyncConnection, now: datetime) -> bool:
    """Write down that a process serves now; return whether the last one ended in good order."""
    clean = (await connection.execute(select(process.c.clean))).scalar() is not False
    if clean:
        # What a process in good order had begun is no sign of anything.
        await connection.execute(delete(attempt))
    await connection.execute(delete(process))
    await connection.execute(insert(process).values(started=now, clean=False))
    return clean


async def end(connection: AsyncConnection) -> None:
    """Write down that this process ends in good order."""
    await connection.execute(update(process).values(clean=True))


async def attempted(connection: AsyncConnection) -> list[str]:
    """Return the keys of the inputs that were begun."""
    return list((await connection.execute(select(attempt.c.key))).scalars())


async def note_attempt(connection: AsyncConnection, key: str) -> int:
    """Count one more attempt at this input; return how many there were, with this."""
    same = attempt.c.key == key
    counted = await connection.execute(
        update(attempt).where(same).values(count=attempt.c.count + 1)
    )
    if counted.rowcount == 0:
        await connection.execute(insert(attempt).values(key=key, count=1))
    count: int = (await connection.execute(select(attempt.c.count).where(same))).scalar_one()
    return count


async def probe(connection: AsyncConnection) -> None:
    """Write what is there already: a disk that is full or gone shows."""
    await connection.execute(update(process).values(clean=process.c.clean))
