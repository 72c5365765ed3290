"""The lesson that ships with the program."""

from __future__ import annotations

import pytest

from bot import shipped
from bot.content.load import load_course
from dialogues.course import Lesson


@pytest.fixture(scope="session")
def lesson() -> Lesson:
    return load_course(shipped.CONTENT).lesson["LRN-BEG-005"]
