"""Database URLs that name no SQLite file."""

from __future__ import annotations

import pytest

from adapters.sql import open_for_writing, open_read_only, open_store
from bot.ports import OpenError
from tests.store.values import NOW


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tutorbot.db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///file:x.db?mode=memory",
        "sqlite:///x.db?mode=memory",
        "sqlite://host/x.db",
        "sqlite:///a\0b.db",
        "mysql://ann:secret@host/db",
        "postgresql://ann:secret@host/db",
        "postgresql+asyncpg://ann:secret@host/db",
        "nonsense://ann:secret@host/db",
    ],
)
async def test_a_url_that_names_no_file_is_refused_without_being_repeated(url: str) -> None:
    for opening in (open_store(url, now=NOW), open_for_writing(url), open_read_only(url)):
        with pytest.raises(OpenError, match=r"sqlite:///tutorbot\.db") as caught:
            await opening
        assert "secret" not in str(caught.value)


async def test_postgresql_is_said_to_come_later() -> None:
    with pytest.raises(OpenError, match="later version"):
        await open_store("postgresql://host/db", now=NOW)
