"""The course of the settings' content folder, for commands that teach."""

from __future__ import annotations

from bot.cli.failure import Problem
from bot.content import ContentError, load_course
from bot.settings import Settings
from dialogues.course import Course


def course_of(settings: Settings) -> Course:
    """Return the course. Raises Problem with every problem of the content, one a line."""
    try:
        return load_course(settings.content)
    except ContentError as error:
        raise Problem(str(error)) from error
