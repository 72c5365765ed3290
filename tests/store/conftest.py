"""The databases that the tests run on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path

import pytest

from adapters.sql import open_store
from adapters.sql.store import SqlStore
from tests.store.values import NOW

URLS: Mapping[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: f"sqlite:///{folder}/tutorbot.db",
}


@pytest.fixture(params=URLS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name a database that does not exist yet."""
    return URLS[request.param](tmp_path)


@pytest.fixture
async def store(url: str) -> AsyncIterator[SqlStore]:
    store = await open_store(url, now=NOW)
    yield store
    await store.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Name a SQLite file that does not exist yet."""
    return tmp_path / "tutorbot.db"
