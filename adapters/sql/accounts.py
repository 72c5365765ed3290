"""The account that a row belongs to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.schema import account
from bot.account import Account
from bot.ports import Whose

COLUMNS = (account.c.platform, account.c.tenant, account.c.user)


def account_of(row: Row[*tuple[Any, ...]]) -> Account:
    """Return the account of a row that was selected with `COLUMNS`."""
    return Account(row.platform, row.tenant, row.user)


def of(whose: Whose) -> ColumnElement[bool]:
    """Return the condition that an account is one of those."""
    conditions: list[ColumnElement[bool]] = [true()]
    if whose.platforms is not None:
        conditions.append(account.c.platform.in_(whose.platforms))
    if whose.account is not None:
        conditions.append(account.c.key == whose.account.key)
    for platform, tenant in whose.tenants:
        conditions.append(or_(account.c.platform != platform, account.c.tenant == tenant))
    return and_(*conditions)


async def unreachable(connection: AsyncConnection) -> list[str]:
    """Return the keys of the accounts to whom nothing can be sent."""
    query = select(account.c.key).where(account.c.unreachable.is_not(None))
    return list((await connection.execute(query)).scalars())
