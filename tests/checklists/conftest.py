"""The checklist that ships with the program, and the bot's own words."""

from __future__ import annotations

import pytest

from bot import shipped
from bot.content.load import load_course
from dialogues.checklists.model import Checklist
from dialogues.course import Course
from dialogues.phrases import Phrases


@pytest.fixture(scope="session")
def course() -> Course:
    return load_course(shipped.CONTENT)


@pytest.fixture(scope="session")
def checklist(course: Course) -> Checklist:
    return course.checklist["ai-tool"]


@pytest.fixture(scope="session")
def phrases(course: Course) -> Phrases:
    return course.phrases
