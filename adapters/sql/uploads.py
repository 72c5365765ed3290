"""Pictures that a platform has been given, and what it calls them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.schema import upload


async def find(connection: AsyncConnection, platform: str, tenant: str, picture: str) -> str | None:
    """Return the platform's reference of the picture, or None."""
    query = select(upload.c.ref).where(_is(platform, tenant, picture))
    ref: str | None = (await connection.execute(query)).scalar()
    return ref


async def note(
    connection: AsyncConnection, platform: str, tenant: str, picture: str, ref: str
) -> None:
    """Keep the reference, in place of one that was there."""
    await connection.execute(delete(upload).where(_is(platform, tenant, picture)))
    row = {"platform": platform, "tenant": tenant, "picture": picture, "ref": ref}
    await connection.execute(insert(upload).values(row))


def _is(platform: str, tenant: str, picture: str) -> ColumnElement[bool]:
    return and_(
        upload.c.platform == platform, upload.c.tenant == tenant, upload.c.picture == picture
    )
