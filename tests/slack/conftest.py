"""The servers that the tests of Slack talk with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack.fake.server import FakeSlack
from tests.slack.there import There, opened


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A strict Slack; the test fails when it finds fault with any request."""
    async with FakeSlack() as slack:
        yield slack
        assert slack.ledger.findings == []


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[There]:
    """A sender, and all around it."""
    async with opened(tmp_path) as there:
        yield there
