"""How SQLite is set for a connection that writes: durable, private, and checked."""

from __future__ import annotations

import aiosqlite

from bot.ports import StoreUnavailable

BUSY = 2.0
"""How many seconds to wait while another process holds the database."""

# The name of each setting, what it is set to, and what SQLite must answer then.
_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("busy_timeout", str(int(BUSY * 1000)), int(BUSY * 1000)),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("trusted_schema", "OFF", 0),
    # What SQLite notes for undoing a statement would go to a file of its own: three writes a turn,
    # and answers in a place that nobody clears.
    ("temp_store", "MEMORY", 2),
    # 8 MB: the inner pages of all trees stay in it at a million learners. More gains nothing.
    ("cache_size", "-8000", -8000),
)


async def apply_settings(driver: aiosqlite.Connection) -> None:
    """Set the connection. Raises StoreUnavailable when SQLite does not take a setting."""
    for name, value, answer in _SETTINGS:
        await driver.execute_fetchall(f"PRAGMA {name} = {value}")
        rows = list(await driver.execute_fetchall(f"PRAGMA {name}"))
        if not rows or rows[0][0] != answer:
            raise StoreUnavailable(
                f"SQLite does not take the setting {name} = {value}: answers would not be safe. "
                "Use a file on a local disk"
            )
