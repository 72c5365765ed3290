"""What the settings' content folder holds, for commands that teach or compute."""

from __future__ import annotations

from bot.cli.failure import Problem
from bot.content import ContentError, load_course
from bot.content.calculator import calculator_of as read_calculator
from bot.settings import Settings
from dialogues.calculators.calculator import Calculator
from dialogues.course import Course


def course_of(settings: Settings) -> Course:
    """Return the course. Raises Problem with every problem of the content, one a line."""
    try:
        return load_course(settings.content)
    except ContentError as error:
        raise Problem(str(error)) from error


def calculator_of(settings: Settings, name: str) -> Calculator:
    """Return the calculator. Raises Problem with every problem of the calculators' files."""
    try:
        return read_calculator(settings.content, name)
    except ContentError as error:
        raise Problem(str(error)) from error
