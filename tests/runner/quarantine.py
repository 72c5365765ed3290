"""A look into the quarantine from beside the running store, in plain SQL."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import NamedTuple


class Row(NamedTuple):
    key: str
    account: str
    error: str
    input: bytes


def quarantined(url: str) -> list[Row]:
    """Return what was set aside, the oldest first."""
    query = """
        SELECT quarantine.key, account.key, quarantine.error, quarantine.input
        FROM quarantine JOIN account ON account.id = quarantine.account ORDER BY quarantine.at
    """
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
        return [Row(*row) for row in database.execute(query)]
