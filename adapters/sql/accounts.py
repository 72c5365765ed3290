"""The account that a row belongs to."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from adapters.sql.schema import account
from bot.ports import Account

COLUMNS = (account.c.platform, account.c.tenant, account.c.user)


def account_of(row: Row[*tuple[Any, ...]]) -> Account:
    """Return the account of a row that was selected with `COLUMNS`."""
    return Account(row.platform, row.tenant, row.user)
